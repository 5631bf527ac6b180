#pragma once

#include <functional>

#include "services/gateway/backends/backends.h"
#include "services/gateway/http/target.h"
#include "services/gateway/http/turn.h"
#include "services/gateway/routes/router.h"

namespace parley::gateway {

// A request that found its endpoint, and what the endpoint has to answer it with. Lives until the endpoint ends.
struct Visit {
  http::Turn& turn;
  const http::Target& target;
  const routes::Match& match;
  backends::Backends& backends;
};

using Endpoint = std::function<http::Task<void>(const Visit& visit)>;

}  // namespace parley::gateway

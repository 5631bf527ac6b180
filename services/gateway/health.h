#pragma once

#include "services/gateway/backends/backends.h"
#include "services/gateway/http/turn.h"

namespace parley::gateway {

// GET /healthz: this process is alive.
http::Task<void> ServeAlive(http::Turn& turn);

// GET /readyz: {"ready":true,"services":{"catalog":"serving",…}}; 503 until every service behind us serves.
http::Task<void> ServeReady(http::Turn& turn, backends::Backends& backends);

}  // namespace parley::gateway

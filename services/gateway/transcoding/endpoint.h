#pragma once

#include "absl/status/statusor.h"
#include "libs/time/clock.h"
#include "services/gateway/routes/contract.h"
#include "services/gateway/visit.h"

namespace parley::gateway::transcoding {

inline constexpr size_t kMaxJsonBytes = 1 << 20;

// The endpoint of a method with a route: JSON → message → gRPC → JSON. UNIMPLEMENTED when the method's types have no JSON form here.
absl::StatusOr<Endpoint> MakeEndpoint(const routes::Route& route, bool secure_cookies, const Clock& clock);

}  // namespace parley::gateway::transcoding

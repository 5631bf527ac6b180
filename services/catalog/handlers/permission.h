#pragma once

#include <string>

#include "absl/status/status.h"
#include "libs/ids/id.h"
#include "libs/rpc/call.h"
#include "services/catalog/deps.h"

namespace parley::catalog::handlers {

// OK when the caller coordinates the partner, or is its API client. Of whom the projection has not heard identity is asked, for this call
// alone: its answer may be older than an event that was applied meanwhile. Who is neither sees nothing of what the partner owns: NOT_FOUND
// of `what`.
absl::Status RequireCoordinator(Deps& deps, rpc::Call& call, const PartnerId& partner_id, const std::string& what);

}  // namespace parley::catalog::handlers

#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/gateway/routes/contract.h"

namespace parley::gateway::openapi {

// The gateway's HTTP API as OpenAPI 3.1: the contracts with a route, and what the gateway serves by itself. ALREADY_EXISTS where two routes
// share their method and path.
absl::StatusOr<boost::json::object> MakeDocument(const std::vector<routes::Route>& contracts);

// The same of all contracts, as JSON text. Else as routes::ReadContracts.
absl::StatusOr<std::string> DocumentText();

}  // namespace parley::gateway::openapi

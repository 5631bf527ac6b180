#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/gateway/http/request.h"
#include "services/gateway/http/target.h"
#include "services/gateway/routes/contract.h"
#include "services/gateway/routes/router.h"

namespace google::protobuf {
class Message;
}

namespace parley::gateway::transcoding {

// Builds a method's request by the rules of google.api.http: the body first, then the path's variables over it, then, unless the body is
// the whole request, the query; last Idempotency-Key into request_id when that is still empty. Where nobody gave a request_id none is made
// up. INVALID_ARGUMENT naming the field, in the contract's names.
absl::Status BuildRequest(const routes::Route& route, const http::Request& head, const http::Target& target, const routes::Match& match,
                          const std::string& body, google::protobuf::Message& request);

}  // namespace parley::gateway::transcoding

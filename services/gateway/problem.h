#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "services/gateway/http/response.h"

// Errors as HTTP tells them: RFC 9457 application/problem+json.
namespace parley::gateway {

// The status google.rpc.Code documents for each code.
int HttpStatusOf(absl::StatusCode code);

// {"type","title","status","detail","code","reason","metadata","errors":[{"field","description"}]}: `code` is the google.rpc.Code's name,
// `reason` the service's UPPER_SNAKE one, `field` in the contract's names (as AIP-193 has it). Adds Retry-After, and WWW-Authenticate to a
// 401. What was not made for callers (INTERNAL, a broken connection's text) is logged and not shown.
http::Response Problem(const absl::Status& status);
// With another HTTP status than the code's own, for protocols that demand one (tus).
http::Response Problem(const absl::Status& status, int http_status);

// Problems of HTTP itself.
http::Response NotFoundProblem();
// Of what Turn::ReadAll says.
http::Response BodyProblem(const absl::Status& status);
http::Response WrongMethodProblem(std::string_view allowed);

}  // namespace parley::gateway

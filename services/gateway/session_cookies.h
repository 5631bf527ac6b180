#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/http/request.h"
#include "services/gateway/http/response.h"

namespace parley::identity::v1 {
class Session;
}

// Sessions of browsers: both tokens in cookies that scripts can't read. A browser asks for that, and shows that a request comes from our
// own pages, with the header `Parley-Session: cookie`, which other sites can't send (CSRF).
namespace parley::gateway {

bool AsksForCookies(const http::Request& request);

// What follows "Bearer " in an Authorization header; empty when it says something else.
std::string_view BearerIn(std::string_view authorization);

// The access token of a request: of the Authorization header, or of the cookie; empty for nobody. A cookie on a request that may change
// something counts only with the header: else PERMISSION_DENIED (SESSION_HEADER_MISSING), or nobody where the method is public.
absl::StatusOr<std::string_view> TokenOf(const http::Request& request, bool is_public);

// The refresh token's cookie; empty when there is none, or the header is missing.
std::string_view RefreshTokenOf(const http::Request& request);

// Moves the tokens of a session from the answer's body to its cookies.
void MoveTokensToCookies(identity::v1::Session& session, bool secure, absl::Time now, http::Response& response);
void ClearCookies(bool secure, http::Response& response);

}  // namespace parley::gateway

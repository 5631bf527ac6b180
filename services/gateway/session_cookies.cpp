#include "services/gateway/session_cookies.h"

#include <algorithm>

#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "parley/identity/v1/session.pb.h"

namespace parley::gateway {
namespace {

constexpr std::string_view kAccess = "parley_access";
constexpr std::string_view kRefresh = "parley_refresh";
// The refresh token goes nowhere but to where it is used.
constexpr std::string_view kAccessScope = "; Path=/; HttpOnly; SameSite=Lax";
constexpr std::string_view kRefreshScope = "; Path=/v1/sessions:refresh; HttpOnly; SameSite=Strict";

void SetCookie(std::string_view name, std::string_view value, std::string_view scope, int64_t max_age, bool secure,
               http::Response& response) {
  std::string cookie;
  cookie.append(name).append("=").append(value).append(scope).append("; Max-Age=").append(std::to_string(max_age));
  if (secure) cookie.append("; Secure");
  response.Add("Set-Cookie", cookie);
}

int64_t SecondsUntil(const google::protobuf::Timestamp& time, absl::Time now) {
  return std::max<int64_t>(0, absl::ToInt64Seconds(rpc::FromProto(time) - now));
}

bool IsSafe(http::Method method) {
  return method == http::Method::kGet || method == http::Method::kHead || method == http::Method::kOptions;
}

}  // namespace

bool AsksForCookies(const http::Request& request) { return request.Find("parley-session") == "cookie"; }

std::string_view BearerIn(std::string_view authorization) {
  constexpr std::string_view kScheme = "Bearer ";
  const bool is_bearer = authorization.size() > kScheme.size() && http::EqualIgnoringCase(authorization.substr(0, kScheme.size()), kScheme);
  return is_bearer ? http::Trim(authorization.substr(kScheme.size())) : std::string_view();
}

absl::StatusOr<std::string_view> TokenOf(const http::Request& request, bool is_public) {
  const std::string_view bearer = BearerIn(request.Find("authorization"));
  if (!bearer.empty()) return bearer;
  const std::string_view cookie = request.Cookie(kAccess);
  if (cookie.empty() || IsSafe(request.method) || AsksForCookies(request)) return cookie;
  if (is_public) return std::string_view();
  return errors::PermissionDenied("SESSION_HEADER_MISSING",
                                  "A request that is signed in by cookie needs the header \"Parley-Session: cookie\".");
}

std::string_view RefreshTokenOf(const http::Request& request) {
  return AsksForCookies(request) ? request.Cookie(kRefresh) : std::string_view();
}

void MoveTokensToCookies(identity::v1::Session& session, bool secure, absl::Time now, http::Response& response) {
  SetCookie(kAccess, session.access_token(), kAccessScope, SecondsUntil(session.access_expire_time(), now), secure, response);
  SetCookie(kRefresh, session.refresh_token(), kRefreshScope, SecondsUntil(session.refresh_expire_time(), now), secure, response);
  session.clear_access_token();
  session.clear_refresh_token();
}

void ClearCookies(bool secure, http::Response& response) {
  SetCookie(kAccess, "", kAccessScope, 0, secure, response);
  SetCookie(kRefresh, "", kRefreshScope, 0, secure, response);
}

}  // namespace parley::gateway

#include "services/gateway/session_cookies.h"

#include "catch2/catch.hpp"
#include "parley/identity/v1/session.pb.h"
#include "tests/support/status_matchers.h"

namespace parley::gateway {
namespace {

using http::Method;

http::Request With(Method method, std::vector<http::Request::Header> headers) { return {.method = method, .headers = std::move(headers)}; }

TEST_CASE("the token comes from the header before the cookie") {
  const http::Request::Header cookie{"Cookie", "a=b; parley_access=from-cookie;c=d"};
  CHECK(*TokenOf(With(Method::kGet, {}), false) == "");
  CHECK(*TokenOf(With(Method::kGet, {cookie}), false) == "from-cookie");
  CHECK(*TokenOf(With(Method::kPost, {cookie, {"Authorization", "bearer from-header"}}), false) == "from-header");
  CHECK(*TokenOf(With(Method::kGet, {{"Authorization", "Basic eA=="}}), false) == "");
  CHECK(*TokenOf(With(Method::kGet, {{"Cookie", "xparley_access=no; parley_accessx=no"}}), false) == "");
}

TEST_CASE("a cookie counts for a change only when our own pages sent the request") {
  const http::Request::Header cookie{"Cookie", "parley_access=t"};
  CHECK_THAT(TokenOf(With(Method::kPost, {cookie}), false).status(), test::HasReason("SESSION_HEADER_MISSING"));
  CHECK_THAT(TokenOf(With(Method::kPatch, {cookie, {"Parley-Session", "yes"}}), false).status(), test::HasReason("SESSION_HEADER_MISSING"));
  CHECK(*TokenOf(With(Method::kPost, {cookie, {"parley-session", "cookie"}}), false) == "t");
  CHECK(*TokenOf(With(Method::kPost, {cookie}), true) == "");
  CHECK(*TokenOf(With(Method::kHead, {cookie}), false) == "t");
}

TEST_CASE("the refresh token is read only for our own pages") {
  const http::Request::Header cookie{"Cookie", "parley_refresh=r"};
  CHECK(RefreshTokenOf(With(Method::kPost, {cookie})).empty());
  CHECK(RefreshTokenOf(With(Method::kPost, {cookie, {"Parley-Session", "cookie"}})) == "r");
}

TEST_CASE("tokens move from the body to cookies that scripts can't read") {
  identity::v1::Session session;
  session.set_access_token("aaa");
  session.set_refresh_token("rrr");
  session.mutable_access_expire_time()->set_seconds(1000);
  session.mutable_refresh_expire_time()->set_seconds(5000);
  http::Response response;
  MoveTokensToCookies(session, true, absl::FromUnixSeconds(400), response);
  CHECK(session.access_token().empty());
  CHECK(session.refresh_token().empty());
  CHECK(response.headers ==
        "Set-Cookie: parley_access=aaa; Path=/; HttpOnly; SameSite=Lax; Max-Age=600; Secure\r\n"
        "Set-Cookie: parley_refresh=rrr; Path=/v1/sessions:refresh; HttpOnly; SameSite=Strict; Max-Age=4600; Secure\r\n");
  http::Response cleared;
  ClearCookies(false, cleared);
  CHECK(cleared.headers ==
        "Set-Cookie: parley_access=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0\r\n"
        "Set-Cookie: parley_refresh=; Path=/v1/sessions:refresh; HttpOnly; SameSite=Strict; Max-Age=0\r\n");
}

}  // namespace
}  // namespace parley::gateway

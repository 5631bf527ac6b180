#include "catch2/catch.hpp"
#include "libs/auth/digest.h"
#include "libs/rpc/time.h"
#include "tests/service/identity/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::identity {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

v1::RefreshSessionRequest Refresh(const std::string& token) {
  v1::RefreshSessionRequest request;
  request.set_refresh_token(token);
  request.set_request_id(Fresh());
  return request;
}

v1::EndSessionRequest End() {
  v1::EndSessionRequest request;
  request.set_request_id(Fresh());
  return request;
}

TEST_CASE("refreshing replaces both tokens") {
  House house;
  const v1::Session first = house.SignIn("amal@example.org");
  house.clock().Advance(absl::Minutes(9));
  v1::Session second;
  REQUIRE_THAT(house.Call("RefreshSession", Refresh(first.refresh_token()), second), IsOk());
  CHECK(second.session_id() == first.session_id());
  CHECK(second.refresh_token() != first.refresh_token());
  CHECK(second.access_token() != first.access_token());
  CHECK(second.user().user_id() == first.user().user_id());
  CHECK(rpc::FromProto(second.access_expire_time()) == house.clock().Now() + absl::Minutes(10));
  CHECK(rpc::FromProto(second.refresh_expire_time()) == house.clock().Now() + absl::Hours(24 * 30));

  house.clock().Advance(absl::Minutes(5));
  v1::User me;
  CHECK_THAT(house.Call("GetMe", v1::GetMeRequest(), me, first.access_token()), HasReason("TOKEN_EXPIRED"));
  CHECK_THAT(house.Call("GetMe", v1::GetMeRequest(), me, second.access_token()), IsOk());
}

TEST_CASE("the same refresh sent again with its request_id is no theft") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  const auto request = Refresh(session.refresh_token());
  v1::Session first, second, third;
  REQUIRE_THAT(house.Call("RefreshSession", request, first), IsOk());
  REQUIRE_THAT(house.Call("RefreshSession", request, second), IsOk());
  CHECK(first.SerializeAsString() == second.SerializeAsString());
  // With or without an access token beside it: it is the same call.
  REQUIRE_THAT(house.Call("RefreshSession", request, third, session.access_token()), IsOk());
  CHECK(third.refresh_token() == first.refresh_token());
  CHECK_THAT(house.Call("RefreshSession", Refresh(first.refresh_token()), third), IsOk());
}

TEST_CASE("a replaced refresh token that is used again ends the session for both") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  const v1::Session other = house.SignIn("amal@example.org");
  v1::Session refreshed, response;
  REQUIRE_THAT(house.Call("RefreshSession", Refresh(session.refresh_token()), refreshed), IsOk());
  CHECK_THAT(house.Call("RefreshSession", Refresh(session.refresh_token()), response),
             HasCode(absl::StatusCode::kUnauthenticated) && HasReason("SESSION_ENDED"));
  CHECK_THAT(house.Call("RefreshSession", Refresh(refreshed.refresh_token()), response), HasReason("SESSION_ENDED"));
  CHECK(house.Revocations() == auth::Revocations{{session.session_id(), 1}});
  CHECK_THAT(house.Call("RefreshSession", Refresh(other.refresh_token()), response), IsOk());
}

TEST_CASE("a refresh token expires after thirty days, counted from each refresh") {
  House house;
  v1::Session session = house.SignIn("amal@example.org");
  for (int i = 0; i < 3; ++i) {
    house.clock().Advance(absl::Hours(24 * 29));
    const std::string token = session.refresh_token();
    REQUIRE_THAT(house.Call("RefreshSession", Refresh(token), session), IsOk());
  }
  house.clock().Advance(absl::Hours(24 * 30));
  v1::Session response;
  CHECK_THAT(house.Call("RefreshSession", Refresh(session.refresh_token()), response), HasReason("SESSION_ENDED"));
}

TEST_CASE("what is no refresh token is refused by name, and an unknown one tells nothing more") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  v1::Session response;
  for (const std::string& token :
       {std::string(), std::string("x"), std::string(100'000, 'A'), session.refresh_token() + "=", session.access_token()}) {
    CHECK_THAT(house.Call("RefreshSession", Refresh(token), response), NamesField("refresh_token"));
  }
  CHECK_THAT(house.Call("RefreshSession", Refresh(auth::ToBase64Url(std::string(32, 'x'))), response), HasReason("SESSION_ENDED"));
  auto request = Refresh(session.refresh_token());
  request.set_request_id("no uuid");
  CHECK_THAT(house.Call("RefreshSession", request, response), NamesField("request_id"));
  CHECK_THAT(house.Call("RefreshSession", Refresh(session.refresh_token()), response), IsOk());
}

TEST_CASE("an ended session cannot be refreshed, and ending it again is fine") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  const v1::Session other = house.SignIn("amal@example.org");
  v1::EndSessionResponse ended;
  REQUIRE_THAT(house.Call("EndSession", End(), ended, session.access_token()), IsOk());
  const absl::Status again = house.Call("EndSession", End(), ended, session.access_token());
  CHECK((again.ok() || HasReason("TOKEN_STALE").match(again)));
  v1::Session response;
  CHECK_THAT(house.Call("RefreshSession", Refresh(session.refresh_token()), response), HasReason("SESSION_ENDED"));
  CHECK_THAT(house.Call("RefreshSession", Refresh(other.refresh_token()), response), IsOk());
}

TEST_CASE("the access tokens of a session that ended are refused, those of another are not") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  const v1::Session other = house.SignIn("amal@example.org");
  v1::EndSessionResponse ended;
  REQUIRE_THAT(house.Call("EndSession", End(), ended, session.access_token()), IsOk());
  CHECK(house.Revocations() == auth::Revocations{{session.session_id(), 1}});
  v1::User me;
  CHECK(Eventually([&] { return HasReason("TOKEN_STALE").match(house.Call("GetMe", v1::GetMeRequest(), me, session.access_token())); }));
  CHECK_THAT(house.Call("GetMe", v1::GetMeRequest(), me, other.access_token()), IsOk());
  house.clock().Advance(absl::Minutes(11));
  CHECK(house.Revocations().empty());
}

TEST_CASE("ending a session needs one") {
  House house;
  v1::EndSessionResponse ended;
  CHECK_THAT(house.Call("EndSession", End(), ended), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("EndSession", End(), ended, "x.y.z"), HasCode(absl::StatusCode::kUnauthenticated));
  const v1::Session session = house.SignIn("amal@example.org");
  CHECK_THAT(house.Call("EndSession", v1::EndSessionRequest(), ended, session.access_token()), NamesField("request_id"));
  v1::Session response;
  CHECK_THAT(house.Call("RefreshSession", Refresh(session.refresh_token()), response), IsOk());
}

TEST_CASE("the published key verifies the issued tokens") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  v1::Jwks jwks;
  REQUIRE_THAT(house.Call("GetJwks", v1::GetJwksRequest(), jwks), IsOk());
  REQUIRE(jwks.keys_size() == 1);
  const v1::Jwk& key = jwks.keys(0);
  CHECK(key.kty() == "EC");
  CHECK(key.crv() == "P-256");
  CHECK(key.use() == "sig");
  CHECK(key.alg() == "ES256");
  auto verifier = auth::TokenVerifier::Make([&key]() -> absl::StatusOr<std::vector<auth::PublicKey>> {
    return std::vector<auth::PublicKey>{{key.kid(), key.x(), key.y()}};
  });
  const auto claims = verifier->Verify(session.access_token(), house.clock().Now());
  REQUIRE_THAT(claims.status(), IsOk());
  CHECK(claims->user->user_id.text() == session.user().user_id());
  CHECK(claims->user->session_id.text() == session.session_id());
}

}  // namespace
}  // namespace parley::identity

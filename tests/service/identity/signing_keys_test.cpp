#include "services/identity/signing_keys.h"
#include "absl/strings/match.h"
#include "catch2/catch.hpp"
#include "libs/auth/digest.h"
#include "tests/service/identity/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tokens.h"

namespace parley::identity {
namespace {

using test::Eventually;
using test::HasReason;
using test::IsOk;

std::vector<std::string> Published(House& house) {
  v1::Jwks jwks;
  REQUIRE_THAT(house.Call("GetJwks", v1::GetJwksRequest(), jwks), IsOk());
  std::vector<std::string> kids;
  for (const auto& key : jwks.keys()) kids.push_back(key.kid());
  return kids;
}

absl::Status GetMe(House& house, const std::string& token) {
  v1::User user;
  return house.Call("GetMe", v1::GetMeRequest(), user, token);
}

bool IsSignedBy(const std::string& token, const std::string& kid) {
  return absl::StrContains(auth::FromBase64Url(token.substr(0, token.find('.'))).value(), kid);
}

TEST_CASE("the signing key is replaced while identity runs, and nobody is refused until the old one is taken out") {
  House house;
  const std::string before = house.signing_keys();
  const std::string after = test::NewSigningKey();
  const std::string old_kid = auth::TokenIssuer::FromPem(before).value()->public_key().kid;
  const std::string new_kid = auth::TokenIssuer::FromPem(after).value()->public_key().kid;
  const std::string first = house.SignIn("amal@example.org").access_token();
  CHECK(IsSignedBy(first, old_kid));

  house.ReplaceSigningKeys(after + before);
  REQUIRE(Eventually([&] { return Published(house) == std::vector{new_kid, old_kid}; }));
  const std::string meanwhile = house.SignIn("amal@example.org").access_token();
  CHECK(IsSignedBy(meanwhile, old_kid));
  CHECK_THAT(GetMe(house, first), IsOk());
  CHECK_THAT(GetMe(house, meanwhile), IsOk());

  house.clock().Advance(kPublishedAhead);
  const std::string second = house.SignIn("amal@example.org").access_token();
  CHECK(IsSignedBy(second, new_kid));
  for (const std::string& token : {first, meanwhile, second}) CHECK_THAT(GetMe(house, token), IsOk());

  house.ReplaceSigningKeys(after);
  REQUIRE(Eventually([&] { return Published(house) == std::vector{new_kid}; }));
  house.clock().Advance(auth::kKeysRefresh);
  CHECK_THAT(GetMe(house, first), HasReason("TOKEN_INVALID"));
  CHECK_THAT(GetMe(house, second), IsOk());
}

}  // namespace
}  // namespace parley::identity

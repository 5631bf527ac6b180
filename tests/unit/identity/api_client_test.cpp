#include "services/identity/domain/api_client.h"

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "services/identity/domain/secret.h"
#include "tests/support/status_matchers.h"

namespace parley::identity::domain {
namespace {

using test::HasReason;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

TEST_CASE("a client is known by its own secret alone, and no more once revoked") {
  const std::string secret = NewSecret();
  ApiClient client;
  client.secret_hash = SecretHash(secret);
  CHECK(Authenticate(client, secret).ok());
  CHECK_THAT(Authenticate(client, NewSecret()), HasReason("API_CLIENT_UNKNOWN"));
  CHECK_THAT(Authenticate(client, ""), HasReason("API_CLIENT_UNKNOWN"));
  CHECK_THAT(Authenticate(std::nullopt, secret), HasReason("API_CLIENT_UNKNOWN"));
  CHECK_THAT(Authenticate(std::nullopt, "nobody's"), HasReason("API_CLIENT_UNKNOWN"));
  Revoke(client, kNow);
  CHECK_THAT(Authenticate(client, secret), HasReason("API_CLIENT_UNKNOWN"));
}

TEST_CASE("a client is revoked once, and the time stays") {
  ApiClient client;
  Revoke(client, kNow);
  Revoke(client, kNow + absl::Hours(1));
  CHECK(client.revoke_time == kNow);
}

TEST_CASE("a partner has twenty clients at most") {
  CHECK(MayAddApiClient(0).ok());
  CHECK(MayAddApiClient(19).ok());
  CHECK_THAT(MayAddApiClient(20), HasReason("TOO_MANY_API_CLIENTS"));
}

}  // namespace
}  // namespace parley::identity::domain

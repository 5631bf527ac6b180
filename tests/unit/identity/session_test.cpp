#include "services/identity/domain/session.h"
#include "services/identity/domain/secret.h"

#include "catch2/catch.hpp"
#include "services/identity/domain/consent.h"

namespace parley::identity::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

TEST_CASE("a fresh refresh token may be rotated until it expires") {
  RefreshToken token;
  token.expire_time = kNow + absl::Seconds(1);
  CHECK(DecideRefresh(token, kNow) == RefreshOutcome::kRotate);
  CHECK(DecideRefresh(token, token.expire_time) == RefreshOutcome::kEnded);
}

TEST_CASE("a rotated refresh token that is used again betrays a theft, however old it is") {
  RefreshToken token;
  token.expire_time = kNow + absl::Seconds(1);
  token.rotate_time = kNow;
  CHECK(DecideRefresh(token, kNow) == RefreshOutcome::kReused);
  CHECK(DecideRefresh(token, kNow + absl::Hours(1)) == RefreshOutcome::kReused);
}

TEST_CASE("no token of an ended session is worth anything") {
  RefreshToken token;
  token.expire_time = kNow + absl::Seconds(1);
  token.session_end_time = kNow;
  CHECK(DecideRefresh(token, kNow) == RefreshOutcome::kEnded);
  token.rotate_time = kNow;
  CHECK(DecideRefresh(token, kNow) == RefreshOutcome::kEnded);
}

TEST_CASE("refresh tokens are unlike each other and known by their shape") {
  const std::string one = NewSecret();
  const std::string two = NewSecret();
  CHECK(one != two);
  CHECK(IsSecret(one));
  CHECK(SecretHash(one) != SecretHash(two));
  CHECK(SecretHash(one).size() == 32);
  for (const std::string& text :
       {std::string(), std::string("x"), one + "A", one.substr(1), std::string(43, '*'), std::string(1'000'000, 'A')}) {
    CHECK_FALSE(IsSecret(text));
  }
}

TEST_CASE("a consent is given once and withdrawn once") {
  Consent consent{ConsentKind::kVideoPublication};
  CHECK_FALSE(Withdraw(consent, kNow));
  CHECK(consent.state == ConsentState::kNotGiven);
  CHECK(Give(consent, kNow));
  CHECK_FALSE(Give(consent, kNow + absl::Seconds(1)));
  CHECK(consent.update_time == kNow);
  CHECK(Withdraw(consent, kNow + absl::Seconds(2)));
  CHECK_FALSE(Withdraw(consent, kNow + absl::Seconds(3)));
  CHECK(consent.state == ConsentState::kWithdrawn);
  CHECK(consent.update_time == kNow + absl::Seconds(2));
  CHECK(Give(consent, kNow + absl::Seconds(4)));
}

TEST_CASE("consents have kinds") {
  CHECK_FALSE(IsConsentKind(0));
  CHECK(IsConsentKind(1));
  CHECK(IsConsentKind(2));
  CHECK_FALSE(IsConsentKind(3));
  CHECK_FALSE(IsConsentKind(-1));
}

}  // namespace
}  // namespace parley::identity::domain

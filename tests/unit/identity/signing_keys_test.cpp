#include "services/identity/signing_keys.h"

#include <filesystem>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tokens.h"
#include "tests/support/written_log.h"

namespace parley::identity {
namespace {

using test::HasReason;
using test::IsOk;

// Long after any file of this test was written.
const absl::Time kNow = absl::FromUnixSeconds(1'900'000'000);

std::string KidOf(const std::string& pem) { return auth::TokenIssuer::FromPem(pem).value()->public_key().kid; }

// Identity's keys in a file, and a service that fetches them.
struct Fixture {
  Fixture() { Write(before); }
  void Write(const std::string& pem) const { std::filesystem::rename(folder.Write("new", pem), path); }
  void Replace(const std::string& pem) {
    Write(pem);
    keys->Look(now);
  }
  std::string Signs() const { return keys->Signer(now)->public_key().kid; }
  std::string Token() const { return keys->Signer(now)->Issue({UserId::New(now), SessionId::New(now), {}, now + absl::Minutes(15)}, now); }
  absl::Status Verify(const std::string& token) { return verifier->Verify(token, now).status(); }
  // A token that nobody we know has signed: it makes the service fetch keys, and then not again for 5 s.
  void Annoy() { CHECK_THAT(Verify(stranger.Bearer(UserId::New(now), {}, now)), HasReason("TOKEN_INVALID")); }

  const std::string before = test::NewSigningKey();
  const std::string after = test::NewSigningKey();
  const test::TemporaryFolder folder;
  const std::string path = folder.path() + "/signing.pem";
  const test::Tokens stranger;
  absl::Time now = kNow;
  std::shared_ptr<SigningKeys> keys = SigningKeys::Make(before, path, now).value();
  std::unique_ptr<auth::TokenVerifier> verifier =
      auth::TokenVerifier::Make([this]() -> absl::StatusOr<std::vector<auth::PublicKey>> { return keys->Published(); });
};

TEST_CASE_METHOD(Fixture, "a new key is published at once and signs once everybody knows it; nobody is refused meanwhile") {
  const std::string first = Token();
  for (int second = 0; second < 400; ++second, now += absl::Seconds(1)) {
    INFO(second);
    if (second == 10) Replace(after + before);
    Annoy();
    REQUIRE_THAT(Verify(Token()), IsOk());
    REQUIRE_THAT(Verify(first), IsOk());
    CHECK(keys->Published().size() == (second < 10 ? 1 : 2));
    CHECK((Signs() == KidOf(after)) == (now >= kNow + absl::Seconds(10) + kPublishedAhead));
  }
  Replace(after);
  now += auth::kKeysRefresh;
  CHECK_THAT(Verify(first), HasReason("TOKEN_INVALID"));
  CHECK_THAT(Verify(Token()), IsOk());
}

TEST_CASE_METHOD(Fixture, "a key alone signs at once, and tokens of the one before are good no longer") {
  const std::string first = Token();
  CHECK_THAT(Verify(first), IsOk());
  Replace(after);
  CHECK(Signs() == KidOf(after));
  now += absl::Seconds(5);
  CHECK_THAT(Verify(Token()), IsOk());  // a key that is not known makes a service ask
  CHECK_THAT(Verify(first), HasReason("TOKEN_INVALID"));
}

TEST_CASE_METHOD(Fixture, "a process that starts while a key is new goes on with the one below it") {
  Write(after + before);
  now = absl::Now();
  keys = SigningKeys::Make(after + before, path, now).value();
  CHECK(Signs() == KidOf(before));
  now += kPublishedAhead;
  CHECK(Signs() == KidOf(after));
}

TEST_CASE_METHOD(Fixture, "what is no keys is logged once and leaves those of before") {
  const test::WrittenLog log;
  for (const std::string& pem : {std::string("nonsense"), after + before.substr(0, 60), std::string()}) {
    Replace(pem);
    keys->Look(now);
    CHECK(Signs() == KidOf(before));
    CHECK(keys->Published().size() == 1);
  }
  const std::string text = log.text();
  size_t lines = 0;
  for (size_t place = text.find("are not used"); place != std::string::npos; place = text.find("are not used", place + 1)) ++lines;
  CHECK(lines == 3);
  Replace(after + before);
  CHECK(keys->Published().size() == 2);
}

TEST_CASE("keys that come by themselves never change, and what is none is refused") {
  const std::string pem = test::NewSigningKey();
  const auto keys = SigningKeys::Make(pem, "", kNow);
  REQUIRE(keys.ok());
  (*keys)->Look(kNow);
  CHECK((*keys)->Signer(kNow)->public_key().kid == KidOf(pem));
  CHECK_FALSE(SigningKeys::Make("", "", kNow).ok());
}

}  // namespace
}  // namespace parley::identity

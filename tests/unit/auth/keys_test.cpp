#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "catch2/catch.hpp"
#include "libs/auth/token.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tokens.h"

namespace parley::auth {
namespace {

using test::HasReason;

const absl::Time kNow = absl::FromUnixSeconds(1700000000);

// Identity, as a verifier sees it: keys that may change or be out of reach.
struct Identity {
  std::vector<PublicKey> keys;
  bool reachable = true;
  std::atomic<int> asked{0};

  TokenVerifier::FetchKeys Fetch() {
    return [this]() -> absl::StatusOr<std::vector<PublicKey>> {
      ++asked;
      if (!reachable) return absl::UnavailableError("out of reach");
      return keys;
    };
  }
};

std::string TokenOf(const test::Tokens& tokens, absl::Time now) { return tokens.Bearer(UserId::New(now), {}, now); }

TEST_CASE("keys are fetched once for many tokens") {
  const test::Tokens tokens;
  Identity identity{.keys = {tokens.issuer().public_key()}};
  const auto verifier = TokenVerifier::Make(identity.Fetch());
  for (int i = 0; i < 20; ++i) CHECK(verifier->Verify(TokenOf(tokens, kNow), kNow).ok());
  CHECK(identity.asked == 1);
}

TEST_CASE("without any key a token is neither good nor bad") {
  const test::Tokens tokens;
  Identity identity{.keys = {tokens.issuer().public_key()}, .reachable = false};
  const auto verifier = TokenVerifier::Make(identity.Fetch());
  const auto status = verifier->Verify(TokenOf(tokens, kNow), kNow).status();
  CHECK_THAT(status, HasReason("KEYS_UNAVAILABLE"));
  CHECK_THAT(status, test::HasCode(absl::StatusCode::kUnavailable));
  identity.reachable = true;
  CHECK(verifier->Verify(TokenOf(tokens, kNow), kNow).ok());
}

// Whether the thread waits for something or has ended, as the system sees it: proc(5).
bool IsAtRest(pid_t thread) {
  std::ifstream stat("/proc/self/task/" + std::to_string(thread) + "/stat");
  std::string text;
  std::getline(stat, text);
  const size_t name_end = text.rfind(')');
  return name_end == std::string::npos || text.substr(name_end).starts_with(") S");
}

TEST_CASE("those who wait for an answer of identity that does not come take it as theirs, and do not ask one after the other") {
  constexpr int kCallers = 4;
  const test::Tokens tokens;
  std::atomic<int> asked{0};
  std::atomic<int> came{0};
  std::array<std::atomic<pid_t>, kCallers> threads{};
  // Answers once everybody else waits for it.
  const auto verifier = TokenVerifier::Make([&]() -> absl::StatusOr<std::vector<PublicKey>> {
    ++asked;
    const auto waits = [](const std::atomic<pid_t>& thread) { return thread == gettid() || IsAtRest(thread); };
    while (came < kCallers || !std::all_of(threads.begin(), threads.end(), waits)) std::this_thread::yield();
    return absl::DeadlineExceededError("frozen");
  });
  std::array<absl::Status, kCallers> answers;
  {
    std::vector<std::jthread> callers;
    for (size_t i = 0; i < kCallers; ++i) {
      callers.emplace_back([&, i, token = TokenOf(tokens, kNow)] {
        threads[i] = gettid();
        ++came;
        answers[i] = verifier->Verify(token, kNow).status();
      });
    }
  }
  for (const absl::Status& answer : answers) CHECK_THAT(answer, HasReason("KEYS_UNAVAILABLE"));
  CHECK(asked == 1);
}

TEST_CASE("an unknown kid makes the verifier ask again, but not more than every 5 s") {
  const test::Tokens before;
  const test::Tokens after;
  Identity identity{.keys = {before.issuer().public_key()}};
  const auto verifier = TokenVerifier::Make(identity.Fetch());
  CHECK(verifier->Verify(TokenOf(before, kNow), kNow).ok());
  identity.keys = {after.issuer().public_key(), before.issuer().public_key()};
  CHECK_THAT(verifier->Verify(TokenOf(after, kNow), kNow).status(), HasReason("TOKEN_INVALID"));
  CHECK(identity.asked == 1);
  CHECK(verifier->Verify(TokenOf(after, kNow), kNow + absl::Seconds(5)).ok());
  for (int i = 0; i < 10; ++i) {
    CHECK_FALSE(verifier->Verify(TokenOf(test::Tokens(), kNow), kNow + absl::Seconds(6)).ok());
  }
  CHECK(identity.asked == 2);
}

TEST_CASE("keys are fetched again after a minute, and one that is withdrawn takes its tokens with it") {
  const test::Tokens before;
  const test::Tokens after;
  Identity identity{.keys = {before.issuer().public_key()}};
  const auto verifier = TokenVerifier::Make(identity.Fetch());
  const std::string token = TokenOf(before, kNow);
  CHECK(verifier->Verify(token, kNow).ok());
  identity.keys = {after.issuer().public_key()};
  CHECK(verifier->Verify(token, kNow + absl::Seconds(59)).ok());
  CHECK_THAT(verifier->Verify(token, kNow + absl::Minutes(1)).status(), HasReason("TOKEN_INVALID"));
}

TEST_CASE("keys that are known stay known while identity is out of reach") {
  const test::Tokens tokens;
  Identity identity{.keys = {tokens.issuer().public_key()}};
  const auto verifier = TokenVerifier::Make(identity.Fetch());
  CHECK(verifier->Verify(TokenOf(tokens, kNow), kNow).ok());
  identity.reachable = false;
  const absl::Time later = kNow + absl::Hours(1);
  for (int i = 0; i < 5; ++i) CHECK(verifier->Verify(TokenOf(tokens, later), later).ok());
  CHECK(identity.asked == 2);
}

TEST_CASE("a key that is no point of the curve is passed over") {
  const test::Tokens tokens;
  Identity identity{.keys = {{"bad", "AA", "AA"}, tokens.issuer().public_key()}};
  const auto verifier = TokenVerifier::Make(identity.Fetch());
  CHECK(verifier->Verify(TokenOf(tokens, kNow), kNow).ok());
}

TEST_CASE("many threads may verify at once") {
  const test::Tokens tokens;
  Identity identity{.keys = {tokens.issuer().public_key()}};
  const auto verifier = TokenVerifier::Make(identity.Fetch());
  std::atomic<int> good{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        const std::string token = TokenOf(tokens, kNow);
        for (int round = 0; round < 50; ++round) {
          if (verifier->Verify(round % 2 == 0 ? token : TokenOf(tokens, kNow), kNow).ok()) ++good;
        }
      });
    }
  }
  CHECK(good == 200);
  CHECK(identity.asked == 1);
}

}  // namespace
}  // namespace parley::auth

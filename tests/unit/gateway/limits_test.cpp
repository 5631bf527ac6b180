#include "services/gateway/limits/limits.h"

#include <atomic>
#include <map>

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tokens.h"

namespace parley::gateway::limits {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;

const Address kSchool = boost::asio::ip::make_address("198.51.100.1");
const Address kElsewhere = boost::asio::ip::make_address("198.51.100.2");

// Limits of a few each, far from any Redis.
struct Fixture {
  Fixture() {
    options.quotas = {.address = {3, absl::Minutes(1)},
                      .user = {4, absl::Minutes(1)},
                      .media = {5, absl::Minutes(1)},
                      .client = {6, absl::Minutes(1)},
                      .rationed = {2, absl::Minutes(1)}};
    options.sharing.redis_url = "unix:/nowhere";
  }

  Limits& Open() {
    limits.emplace(
        options, [this]() { return keys_there ? tokens.FetchKeys()() : absl::UnavailableError("not yet"); },
        [this](Limit limit) { ++refused[limit]; }, clock);
    return *limits;
  }
  // With identity's keys known.
  Limits& OpenWithKeys() {
    Open();
    // Another each time: the keys may come while one asks.
    REQUIRE(Eventually([&] { return SpendAll(Use::kMedia, UserToken(UserId::New(clock.Now())), kElsewhere) == 5; }));
    clock.Advance(absl::Hours(1));
    refused.clear();
    return *limits;
  }
  std::string UserToken(const UserId& user) { return tokens.Bearer(user, {}, clock.Now()); }
  int SpendAll(Use use, const std::string& token, const Address& address) {
    int count = 0;
    while (!limits->Check(use, token, address)) ++count;
    return count;
  }

  FakeClock clock{absl::FromUnixSeconds(1'900'000'000)};
  test::Tokens tokens;
  std::atomic<bool> keys_there{true};
  Options options;
  std::map<Limit, int> refused;
  std::optional<Limits> limits;
};

TEST_CASE_METHOD(Fixture, "whoever no token tells apart is counted by address") {
  OpenWithKeys();
  CHECK(SpendAll(Use::kOrdinary, "", kSchool) == 3);
  CHECK(limits->Check(Use::kOrdinary, "", kSchool)->limit == Limit::kAddress);
  CHECK(limits->Check(Use::kMedia, "", kSchool)->limit == Limit::kAddress);
  CHECK_FALSE(limits->Check(Use::kFree, "", kSchool));
  CHECK_FALSE(limits->Check(Use::kOrdinary, "", kElsewhere));
  CHECK(refused == std::map<Limit, int>{{Limit::kAddress, 3}});
}

TEST_CASE_METHOD(Fixture, "tokens that are invented, another's or over are no way round the limit by address") {
  OpenWithKeys();
  test::Tokens forger;
  const std::string expired = UserToken(UserId::New(clock.Now()));
  clock.Advance(absl::Hours(1));
  REQUIRE(SpendAll(Use::kOrdinary, "", kSchool) == 3);
  for (const std::string& token :
       {std::string("x"), std::string("a.b.c"), expired, expired + "x", forger.Bearer(UserId::New(clock.Now()), {}, clock.Now())}) {
    INFO(token);
    CHECK(limits->Check(Use::kOrdinary, token, kSchool)->limit == Limit::kAddress);
  }
}

TEST_CASE_METHOD(Fixture, "a user has one quota by any token and from anywhere, and is not held up by neighbours") {
  OpenWithKeys();
  REQUIRE(SpendAll(Use::kOrdinary, "", kSchool) == 3);
  const UserId user = UserId::New(clock.Now());
  CHECK_FALSE(limits->Check(Use::kOrdinary, UserToken(user), kSchool));
  CHECK_FALSE(limits->Check(Use::kOrdinary, UserToken(user), kElsewhere));
  CHECK(SpendAll(Use::kOrdinary, UserToken(user), kSchool) == 2);
  CHECK(limits->Check(Use::kOrdinary, UserToken(user), kElsewhere)->limit == Limit::kUser);
  CHECK(SpendAll(Use::kMedia, UserToken(user), kSchool) == 5);
  CHECK(limits->Check(Use::kMedia, UserToken(user), kSchool)->limit == Limit::kMedia);
  CHECK(SpendAll(Use::kOrdinary, UserToken(UserId::New(clock.Now())), kSchool) == 4);
}

TEST_CASE_METHOD(Fixture, "an API client has a quota of its own") {
  OpenWithKeys();
  const std::string token = tokens.ClientBearer(PartnerId::New(clock.Now()), {"runs.write"}, clock.Now());
  CHECK(SpendAll(Use::kOrdinary, token, kSchool) == 6);
  CHECK(limits->Check(Use::kOrdinary, token, kElsewhere)->limit == Limit::kClient);
}

TEST_CASE_METHOD(Fixture, "what is rationed counts for the address whoever asks, and for the caller too") {
  OpenWithKeys();
  const std::string token = UserToken(UserId::New(clock.Now()));
  CHECK_FALSE(limits->Check(Use::kRationed, "", kSchool));
  CHECK_FALSE(limits->Check(Use::kRationed, token, kSchool));
  CHECK(limits->Check(Use::kRationed, "", kSchool)->limit == Limit::kRationed);
  CHECK(limits->Check(Use::kRationed, token, kSchool)->limit == Limit::kRationed);
  CHECK(SpendAll(Use::kOrdinary, token, kSchool) == 3);
  CHECK(SpendAll(Use::kOrdinary, "", kSchool) == 2);
}

TEST_CASE_METHOD(Fixture, "until identity's keys are known everybody is counted by address, then users are told apart") {
  keys_there = false;
  Open();
  const std::string token = UserToken(UserId::New(clock.Now()));
  CHECK(SpendAll(Use::kOrdinary, token, kSchool) == 3);
  CHECK(limits->Check(Use::kOrdinary, token, kSchool)->limit == Limit::kAddress);
  keys_there = true;
  CHECK(Eventually([&] { return !limits->Check(Use::kOrdinary, token, kSchool); }));
}

TEST_CASE_METHOD(Fixture, "a limit that is off refuses nobody") {
  options.quotas.address = {};
  Open();
  for (int i = 0; i < 10'000; ++i) REQUIRE_FALSE(limits->Check(Use::kOrdinary, "", kSchool));
}

TEST_CASE("a refusal says which limit, how much there is, and when to come back") {
  const Refusal refusal{Limit::kUser, {600, absl::Seconds(30)}, absl::Milliseconds(1200)};
  const absl::Status status = StatusOf(refusal);
  CHECK_THAT(status, HasCode(absl::StatusCode::kResourceExhausted) && HasReason("RATE_LIMITED"));
  CHECK(errors::DetailsOf(status).retry_after == absl::Seconds(2));
  const http::Response response = ProblemOf(refusal);
  CHECK(response.status == 429);
  CHECK(response.headers.find("Retry-After: 2\r\n") != std::string::npos);
  CHECK(response.headers.find("RateLimit: \"user\";r=0;t=2\r\n") != std::string::npos);
  CHECK(response.headers.find("RateLimit-Policy: \"user\";q=600;w=30\r\n") != std::string::npos);
  CHECK(response.body.find(R"("metadata":{"limit":"user"})") != std::string::npos);
}

}  // namespace
}  // namespace parley::gateway::limits

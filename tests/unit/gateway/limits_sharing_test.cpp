#include "services/gateway/limits/sharing.h"

#include "catch2/catch.hpp"
#include "tests/support/redis_server.h"

namespace parley::gateway::limits {
namespace {

const Quota kTen{10, absl::Seconds(5)};
const Key kSomebody{Limit::kUser, {.high = 1, .low = 2}};
const std::string kPrefix = "p:";

// Two gateways with one Redis.
struct Fixture {
  test::RedisServer server;
  FakeClock clock{absl::FromUnixSeconds(1'900'000'000)};
  Table one{1024};
  Table other{1024};
  redis::Connection redis{server.url(), absl::Seconds(1)};

  void ShareBoth() {
    Share(one, redis, kPrefix, clock.Now());
    Share(other, redis, kPrefix, clock.Now());
  }
  bool Spend(Table& table, const Key& key = kSomebody) { return !table.Spend(key, kTen, clock.Now()).has_value(); }
  int SpendAll(Table& table) {
    int count = 0;
    while (Spend(table)) ++count;
    return count;
  }
};

TEST_CASE_METHOD(Fixture, "what is spent at one gateway is spent at the other") {
  CHECK(SpendAll(one) == 10);
  Share(one, redis, kPrefix, clock.Now());
  CHECK(Spend(other));  // it has not heard of it yet
  Share(other, redis, kPrefix, clock.Now());
  CHECK(other.Spend(kSomebody, kTen, clock.Now()) == absl::Seconds(1));  // the one too many is paid back
  clock.Advance(absl::Seconds(1));
  CHECK(SpendAll(other) == 1);
}

TEST_CASE_METHOD(Fixture, "over time two gateways let in no more than one") {
  int count = 0;
  for (int step = 0; step < 1000; ++step) {
    if (Spend(step % 2 == 0 ? one : other)) ++count;
    ShareBoth();
    clock.Advance(absl::Milliseconds(100));
  }
  // Ten at once, then two a second for 100 s.
  CHECK(count >= 205);
  CHECK(count <= 212);
}

TEST_CASE_METHOD(Fixture, "a steady user below the limit is never refused") {
  for (int step = 0; step < 1000; ++step) {
    REQUIRE(Spend(one));
    REQUIRE(Spend(other));
    ShareBoth();
    clock.Advance(absl::Seconds(1));
  }
}

TEST_CASE_METHOD(Fixture, "without Redis the limit holds alone, and what was spent is told when it is back") {
  CHECK(SpendAll(one) == 10);
  server.Kill();
  CHECK_THROWS_AS(Share(one, redis, kPrefix, clock.Now()), redis::Unavailable);
  CHECK_FALSE(Spend(one));
  clock.Advance(absl::Milliseconds(500));
  CHECK(SpendAll(one) == 1);
  CHECK_THROWS_AS(Share(one, redis, kPrefix, clock.Now()), redis::Unavailable);
  server.Start();
  CHECK(Spend(other));
  ShareBoth();
  CHECK_FALSE(Spend(other));
}

TEST_CASE_METHOD(Fixture, "after a long time without Redis only what counts still is told") {
  SpendAll(one);
  server.Kill();
  CHECK_THROWS_AS(Share(one, redis, kPrefix, clock.Now()), redis::Unavailable);
  clock.Advance(absl::Hours(1));
  server.Start();
  for (int i = 0; i < 3; ++i) REQUIRE(Spend(other));
  Share(other, redis, kPrefix, clock.Now());
  SECTION("by whoever spends on") { CHECK(Spend(one)); }
  SECTION("by whoever does not") { CHECK(Spend(other)); }
  ShareBoth();
  CHECK(Spend(other));
  ShareBoth();
  CHECK(SpendAll(other) == 5);
}

TEST_CASE_METHOD(Fixture, "Redis that forgot everything is told again by whoever spends on") {
  SpendAll(one);
  ShareBoth();
  server.Wipe();
  clock.Advance(absl::Milliseconds(500));
  CHECK(Spend(one));
  CHECK(Spend(other));
  ShareBoth();
  CHECK_FALSE(Spend(other));
}

TEST_CASE_METHOD(Fixture, "Redis keeps a key until all has come back, and no key without need") {
  REQUIRE(Spend(one));
  Share(one, redis, kPrefix, clock.Now());
  const auto keys = redis.Command({"KEYS", "*"}).items;
  REQUIRE(keys.size() == 1);
  CHECK(keys[0].text == "p:user:00000000000000010000000000000002");
  const int64_t left = redis.Command({"PTTL", keys[0].text}).integer;
  CHECK(left > 0);
  CHECK(left <= 500);
}

TEST_CASE_METHOD(Fixture, "more keys than a batch has are told too") {
  Table large(65536);
  for (uint64_t i = 0; i < 600; ++i) REQUIRE(Spend(large, {Limit::kAddress, {.high = i, .low = 4}}));
  Share(large, redis, kPrefix, clock.Now());
  CHECK(redis.Command({"DBSIZE"}).integer == 600);
}

TEST_CASE_METHOD(Fixture, "nothing is lost by an error of Redis") {
  REQUIRE(Spend(one));
  redis.Command({"CONFIG", "SET", "maxmemory", "1"});
  CHECK_THROWS_AS(Share(one, redis, kPrefix, clock.Now()), redis::CommandError);
  redis.Command({"CONFIG", "SET", "maxmemory", "0"});
  Share(one, redis, kPrefix, clock.Now());
  CHECK(redis.Command({"DBSIZE"}).integer == 1);
}

}  // namespace
}  // namespace parley::gateway::limits

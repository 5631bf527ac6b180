#include "services/gateway/limits/table.h"

#include <atomic>
#include <thread>

#include "catch2/catch.hpp"
#include "libs/time/clock.h"

namespace parley::gateway::limits {
namespace {

const Quota kTen{10, absl::Seconds(5)};

Key UserKey(uint64_t number) { return {Limit::kUser, {.high = 1, .low = number}}; }

struct Fixture {
  FakeClock clock{absl::FromUnixSeconds(1'900'000'000)};
  Table table{1024};
  std::optional<absl::Duration> Spend(const Key& key = UserKey(1), const Quota& quota = kTen) {
    return table.Spend(key, quota, clock.Now());
  }
  // How many are let in at once.
  int SpendAll(const Key& key = UserKey(1), const Quota& quota = kTen) {
    int count = 0;
    while (!Spend(key, quota)) ++count;
    return count;
  }
};

TEST_CASE("a quota is so many in so long, or off") {
  CHECK(ParseQuota("600/30s")->count == 600);
  CHECK(ParseQuota("600/30s")->window == absl::Seconds(30));
  CHECK(ParseQuota("1/24h").ok());
  CHECK(ParseQuota("1000000/1s").ok());
  CHECK(ParseQuota("off")->unlimited());
  for (const char* wrong :
       {"", "600", "/30s", "600/", "0/30s", "-1/30s", "600/0s", "600/-1s", "1/25h", "2000000/1s", "600/30", "6 /1s", "1/inf"}) {
    INFO(wrong);
    CHECK_FALSE(ParseQuota(wrong).ok());
  }
}

TEST_CASE_METHOD(Fixture, "a quota may be spent at once, and comes back evenly") {
  CHECK(SpendAll() == 10);
  CHECK(Spend() == absl::Milliseconds(500));
  clock.Advance(absl::Milliseconds(499));
  CHECK(Spend() == absl::Milliseconds(1));
  clock.Advance(absl::Milliseconds(1));
  CHECK_FALSE(Spend());
  CHECK(Spend() == absl::Milliseconds(500));
  clock.Advance(absl::Seconds(2));
  CHECK(SpendAll() == 4);
  clock.Advance(absl::Hours(1));
  CHECK(SpendAll() == 10);
}

TEST_CASE_METHOD(Fixture, "each key has a quota of its own, and so has each limit") {
  SpendAll();
  CHECK_FALSE(Spend(UserKey(2)));
  CHECK_FALSE(Spend({Limit::kMedia, UserKey(1).subject}));
  // Counts that do not divide their window.
  CHECK(SpendAll(UserKey(3), {7, absl::Seconds(1)}) == 7);
  CHECK(SpendAll(UserKey(4), {900'000, absl::Seconds(1)}) == 900'000);
}

TEST_CASE_METHOD(Fixture, "many threads spend no more than there is, and all of it is told") {
  std::atomic<int> count{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back([&] { count += SpendAll(UserKey(1), {100'000, absl::Seconds(100)}); });
  }
  CHECK(count == 100'000);
  const auto news = table.TakeNews(clock.Now());
  REQUIRE(news.size() == 1);
  CHECK(news[0].spent == 100'000'000);
}

TEST_CASE_METHOD(Fixture, "invented keys neither make the table grow nor let it forget who floods") {
  SpendAll();
  table.TakeNews(clock.Now());
  for (uint64_t i = 0; i < 200'000; ++i) REQUIRE_FALSE(Spend(UserKey(1000 + i)));
  CHECK(Spend());
  CHECK(table.TakeNews(clock.Now()).size() <= 1024);
}

TEST_CASE_METHOD(Fixture, "a clock that is set back locks nobody out for longer than two windows") {
  SpendAll();
  clock.Advance(-absl::Hours(5));
  CHECK(Spend() == absl::Milliseconds(5500));
  clock.Advance(absl::Milliseconds(5500));
  CHECK_FALSE(Spend());
}

TEST_CASE_METHOD(Fixture, "what was spent is told once, or again when it could not be told") {
  for (int i = 0; i < 3; ++i) REQUIRE_FALSE(Spend());
  const int64_t start = absl::ToUnixMicros(clock.Now());
  auto news = table.TakeNews(clock.Now());
  REQUIRE(news.size() == 1);
  CHECK(news[0].key == UserKey(1));
  CHECK(news[0].spent == 1'500'000);
  CHECK(news[0].since == start);
  CHECK(news[0].until == start + 1'500'000);
  CHECK(table.TakeNews(clock.Now()).empty());
  clock.Advance(absl::Milliseconds(100));
  REQUIRE_FALSE(Spend());
  table.GiveBack(news[0]);
  news = table.TakeNews(clock.Now());
  REQUIRE(news.size() == 1);
  CHECK(news[0].spent == 2'000'000);
  CHECK(news[0].since == start);
}

TEST_CASE_METHOD(Fixture, "what others spent counts, beside what was not told yet") {
  const int64_t start = absl::ToUnixMicros(clock.Now());
  REQUIRE_FALSE(Spend());
  table.TakeNews(clock.Now());
  REQUIRE_FALSE(Spend());
  table.Merge(UserKey(1), start + 4'000'000);  // eight in all, and the one that was not told
  CHECK(SpendAll() == 1);
  table.Merge(UserKey(1), start);  // whoever knows less changes nothing
  CHECK(Spend());
  table.Merge(UserKey(7), start + 4'000'000);  // nobody here
  CHECK(SpendAll(UserKey(7)) == 10);
}

}  // namespace
}  // namespace parley::gateway::limits

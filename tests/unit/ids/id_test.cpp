#include "libs/ids/id.h"

#include <algorithm>
#include <set>
#include <thread>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include "tests/support/status_matchers.h"

namespace parley {
namespace {

const absl::Time kNow = absl::FromUnixMillis(0x0190'0000'0000);

TEST_CASE("a fresh UUID is of version 7 and says its millisecond") {
  const std::string uuid = NewUuid(kNow);
  REQUIRE(IsUuid(uuid));
  REQUIRE(uuid.substr(0, 15) == "01900000-0000-7");
  REQUIRE(std::string("89ab").find(uuid[19]) != std::string::npos);
}

TEST_CASE("UUIDs sort by time, also beside a clock that was set back a little") {
  const std::string first = NewUuid(kNow);
  const std::string second = NewUuid(kNow + absl::Milliseconds(2));
  const std::string third = NewUuid(kNow + absl::Milliseconds(1));
  REQUIRE(first < second);
  REQUIRE(second < third);
  REQUIRE(NewUuid(kNow - absl::Hours(1)) < first);
}

TEST_CASE("UUIDs of one millisecond sort by the order they were made in, however many") {
  const absl::Time now = kNow + absl::Hours(1);
  std::string last = NewUuid(now);
  for (int i = 0; i < 10'000; ++i) {
    std::string next = NewUuid(now);
    REQUIRE(last < next);
    last = std::move(next);
  }
}

TEST_CASE("UUIDs that threads make in one millisecond all differ") {
  const absl::Time now = kNow + absl::Hours(2);
  std::vector<std::string> made[4];
  std::vector<std::thread> threads;
  for (auto& own : made) {
    threads.emplace_back([&own, now] {
      for (int i = 0; i < 1000; ++i) own.push_back(NewUuid(now));
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& own : made) {
    CHECK(std::is_sorted(own.begin(), own.end()));
    all.insert(own.begin(), own.end());
  }
  CHECK(all.size() == 4000);
}

TEST_CASE("UUIDs of one millisecond all differ") {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(NewUuid(kNow));
  REQUIRE(seen.size() == 1000);
}

TEST_CASE("only canonical text is a UUID") {
  REQUIRE(IsUuid("01900000-0000-7000-8000-00000000000f"));
  REQUIRE(IsUuid("01900000-0000-7000-8000-00000000000F"));
  for (const char* text :
       {"", "01900000", "0190000000007000800000000000000f", "{1900000-0000-7000-8000-00000000000}", "01900000-0000-7000-8000-00000000000g",
        "01900000-0000-7000-8000-00000000000f ", "01900000_0000-7000-8000-00000000000f"}) {
    CAPTURE(text);
    REQUIRE_FALSE(IsUuid(text));
  }
}

TEST_CASE("an id from a request is lower-cased") {
  const auto id = ParseId<VideoId>("01900000-0000-7000-8000-00000000ABCD", "video_id");
  REQUIRE_THAT(id.status(), test::IsOk());
  REQUIRE(id->text() == "01900000-0000-7000-8000-00000000abcd");
}

TEST_CASE("an id that is no UUID names its field") {
  REQUIRE_THAT(ParseId<VideoId>("x", "video_id").status(), test::NamesField("video_id"));
}

TEST_CASE("ids of different things do not mix, and are keys of maps") {
  STATIC_REQUIRE_FALSE(std::is_convertible_v<VideoId, UserId>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<VideoId, std::string>);
  const auto id = VideoId::New(kNow);
  std::unordered_set<VideoId> set = {id, id};
  REQUIRE(set.size() == 1);
  REQUIRE(VideoId().empty());
  REQUIRE_FALSE(id.empty());
}

}  // namespace
}  // namespace parley

#include "services/exchange/feed_cache.h"

#include <atomic>
#include <thread>
#include <vector>

#include "catch2/catch.hpp"

namespace parley::exchange {
namespace {

v1::ListVideosResponse PageOf(const std::string& video_id) {
  v1::ListVideosResponse page;
  page.add_videos()->set_video_id(video_id);
  return page;
}

std::string Shown(const FeedCache::Page& page) { return page == nullptr ? "" : page->videos(0).video_id(); }

TEST_CASE("a page is found again at its version, and at no other") {
  FeedCache cache(1 << 20);
  CHECK(cache.Find("feed", "") == nullptr);
  cache.Put("feed", "3", PageOf("a"));
  CHECK(Shown(cache.Find("feed", "3")) == "a");
  CHECK(cache.Find("feed", "2") == nullptr);
  CHECK(cache.Find("feed", "4") == nullptr);
  CHECK(cache.Find("another", "3") == nullptr);
  cache.Put("feed", "4", PageOf("b"));
  CHECK(Shown(cache.Find("feed", "4")) == "b");
  CHECK(cache.Find("feed", "3") == nullptr);
}

TEST_CASE("when memory is used up, what was not asked for longest is forgotten first") {
  FeedCache cache(4000);
  int kept = 0;
  for (int i = 0; i < 100; ++i) {
    cache.Put(std::to_string(i), "1", PageOf("v"));
    REQUIRE(cache.Find("0", "1") != nullptr);
  }
  for (int i = 1; i < 100; ++i) kept += cache.Find(std::to_string(i), "1") != nullptr ? 1 : 0;
  CHECK(kept > 0);
  CHECK(kept < 20);
  CHECK(cache.Find("99", "1") != nullptr);
}

TEST_CASE("a page larger than the memory is not kept, and without memory none is") {
  FeedCache small(100);
  small.Put("feed", "1", PageOf("v"));
  CHECK(small.Find("feed", "1") == nullptr);
  FeedCache none(0);
  none.Put("feed", "1", PageOf("v"));
  CHECK(none.Find("feed", "1") == nullptr);
}

TEST_CASE("readers at once find pages of the version they ask for, or none") {
  FeedCache cache(20'000);
  const auto text_of = [](const std::string& key, const std::string& version) { return key + " " + version; };
  std::atomic<int> wrong{0};
  {
    std::vector<std::jthread> threads;
    for (int reader = 0; reader < 4; ++reader) {
      threads.emplace_back([&] {
        for (int n = 0; n < 2000; ++n) {
          const std::string key = std::to_string(n % 50);
          const std::string version = std::to_string(n / 100);
          const auto page = cache.Find(key, version);
          if (page != nullptr && Shown(page) != text_of(key, version)) ++wrong;
          cache.Put(key, version, PageOf(text_of(key, version)));
        }
      });
    }
  }
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace parley::exchange

#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "parley/exchange/v1/exchange_service.pb.h"

namespace parley::exchange {

// First pages of feeds as they were at a version (store::FeedVersion), the least lately used forgotten first. It grants nothing: who may
// see a feed, and at which version it is, is asked of the database each time. Thread-safe.
class FeedCache {
 public:
  using Page = std::shared_ptr<const v1::ListVideosResponse>;

  // `most_bytes` of memory for pages; 0 keeps none.
  explicit FeedCache(size_t most_bytes) : most_bytes_(most_bytes) {}

  // Whether it keeps pages at all.
  bool keeps() const { return most_bytes_ > 0; }
  // nullptr when the page is not kept, or of another version.
  Page Find(const std::string& key, const std::string& version);
  // Keeps a page read when the feed was at `version` or later.
  void Put(const std::string& key, const std::string& version, const v1::ListVideosResponse& page);

 private:
  struct Entry {
    std::string key;
    std::string version;
    Page page;
    size_t bytes;
  };
  using Entries = std::list<Entry>;

  void Erase(Entries::iterator entry);

  const size_t most_bytes_;
  std::mutex mutex_;
  Entries entries_;  // latest used first
  std::unordered_map<std::string, Entries::iterator> by_key_;
  size_t bytes_ = 0;
};

}  // namespace parley::exchange

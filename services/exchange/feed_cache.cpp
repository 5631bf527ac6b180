#include "services/exchange/feed_cache.h"

namespace parley::exchange {

FeedCache::Page FeedCache::Find(const std::string& key, const std::string& version) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end() || found->second->version != version) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->page;
}

void FeedCache::Put(const std::string& key, const std::string& version, const v1::ListVideosResponse& page) {
  if (most_bytes_ == 0) return;
  const size_t bytes = page.SpaceUsedLong() + 2 * key.size() + version.size() + sizeof(Entry);
  if (bytes > most_bytes_) return;
  auto copy = std::make_shared<const v1::ListVideosResponse>(page);
  const std::lock_guard lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) Erase(found->second);
  entries_.push_front({key, version, std::move(copy), bytes});
  by_key_[key] = entries_.begin();
  bytes_ += bytes;
  while (bytes_ > most_bytes_) Erase(std::prev(entries_.end()));
}

void FeedCache::Erase(Entries::iterator entry) {
  bytes_ -= entry->bytes;
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

}  // namespace parley::exchange

#include "services/gateway/limits/table.h"

#include <algorithm>
#include <random>

#include "absl/hash/hash.h"

namespace parley::gateway::limits {
namespace {

constexpr size_t kStripes = 64;
constexpr size_t kWays = 8;
// Several gateways may let through more than one would before they know of each other. That is paid back, up to a second quota; a clock
// that was set back can't lock anybody out for longer either.
constexpr int64_t kMostWindows = 2;

// In microseconds. What was not told for longer, because Redis was away, need not be told any more once it has come back: others would add
// it to what is spent now.
constexpr int64_t kOld = 2'000'000;

uint64_t Seed() {
  std::random_device source;
  return uint64_t{source()} << 32 | source();
}

}  // namespace

Table::Table(size_t capacity) : seed_(Seed()), sets_(std::max<size_t>(1, capacity / kStripes / kWays)) {
  for (size_t i = 0; i < kStripes; ++i) {
    stripes_.push_back(std::make_unique<Stripe>());
    stripes_.back()->entries.resize(sets_ * kWays);
  }
}

Table::Place Table::PlaceOf(const Key& key) {
  const uint64_t hash = absl::HashOf(seed_, key.limit, key.subject.high, key.subject.low);
  Stripe& stripe = *stripes_[hash % kStripes];
  return {stripe, &stripe.entries[hash / kStripes % sets_ * kWays]};
}

Table::Entry* Table::Find(const Place& place, const Key& key) {
  Entry* const end = place.ways + kWays;
  Entry* const found = std::find_if(place.ways, end, [&](const Entry& entry) { return entry.window > 0 && entry.key == key; });
  return found == end ? nullptr : found;
}

Table::Entry& Table::FindOrDisplace(const Place& place, const Key& key, int64_t now) {
  if (Entry* known = Find(place, key)) return *known;
  const auto part_spent = [now](const Entry& entry) {
    return entry.window == 0 ? -1 : static_cast<double>(std::max<int64_t>(0, entry.until - now)) / static_cast<double>(entry.window);
  };
  Entry& displaced =
      *std::min_element(place.ways, place.ways + kWays, [&](const Entry& a, const Entry& b) { return part_spent(a) < part_spent(b); });
  const bool listed = displaced.listed;
  displaced = Entry{.key = key, .listed = listed};
  return displaced;
}

void Table::List(const Place& place, Entry& entry) {
  if (entry.listed) return;
  entry.listed = true;
  place.stripe.untold.push_back(static_cast<uint32_t>(&entry - place.stripe.entries.data()));
}

void Table::ForgetOld(Entry& entry, int64_t now) {
  if (entry.until <= now && now - entry.since > kOld) entry.untold = 0;
}

std::optional<absl::Duration> Table::Spend(const Key& key, const Quota& quota, absl::Time at) {
  const int64_t now = absl::ToUnixMicros(at);
  const int64_t cost = (absl::ToInt64Microseconds(quota.window) + quota.count - 1) / quota.count;
  const int64_t window = cost * quota.count;
  const Place place = PlaceOf(key);
  const std::lock_guard lock(place.stripe.mutex);
  Entry& entry = FindOrDisplace(place, key, now);
  entry.window = window;
  entry.until = std::min(entry.until, now + kMostWindows * window);
  ForgetOld(entry, now);
  const int64_t until = std::max(entry.until, now) + cost;
  const int64_t wait = until - window - now;
  if (wait > 0) return absl::Microseconds(wait);
  entry.until = until;
  if (entry.untold == 0) entry.since = now;
  entry.untold = std::min(entry.untold + cost, window);
  List(place, entry);
  return std::nullopt;
}

std::vector<Table::News> Table::TakeNews(absl::Time at) {
  const int64_t now = absl::ToUnixMicros(at);
  std::vector<News> news;
  for (const auto& stripe : stripes_) {
    const std::lock_guard lock(stripe->mutex);
    for (const uint32_t index : stripe->untold) {
      Entry& entry = stripe->entries[index];
      entry.listed = false;
      ForgetOld(entry, now);
      if (entry.untold == 0) continue;
      news.push_back({entry.key, entry.untold, entry.since, entry.until, kMostWindows * entry.window});
      entry.untold = 0;
    }
    stripe->untold.clear();
  }
  return news;
}

void Table::GiveBack(const News& news) {
  const Place place = PlaceOf(news.key);
  const std::lock_guard lock(place.stripe.mutex);
  Entry* const entry = Find(place, news.key);
  if (entry == nullptr) return;
  entry->since = news.since;
  entry->untold += news.spent;
  List(place, *entry);
}

void Table::Merge(const Key& key, int64_t until) {
  const Place place = PlaceOf(key);
  const std::lock_guard lock(place.stripe.mutex);
  Entry* const entry = Find(place, key);
  if (entry != nullptr) entry->until = std::max(entry->until, until + entry->untold);
}

}  // namespace parley::gateway::limits

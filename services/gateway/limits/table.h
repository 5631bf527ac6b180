#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "services/gateway/limits/key.h"
#include "services/gateway/limits/quota.h"

namespace parley::gateway::limits {

// Who has spent how much, by the generic cell rate algorithm: of each key the time is kept at which all it spent will have come back.
// It decides alone and at once; what it learns from other gateways (sharing.h) is merged in. Thread-safe.
//
// It holds `capacity` keys and never grows. Where a new key finds no place it takes that of whoever, of the 8 that could be displaced, has
// spent the smallest part: as a rule of one whose spending has long come back, which loses nothing. Who floods stays known, however many
// other keys are invented; where a key may lie is not to be guessed.
class Table {
 public:
  explicit Table(size_t capacity);

  // Spends one: nothing when it was there; else how long until there is one, and nothing is spent.
  std::optional<absl::Duration> Spend(const Key& key, const Quota& quota, absl::Time now);

  // What was spent of a key since it was last told. Times and spending in microseconds.
  struct News {
    Key key;
    int64_t spent = 0;  // the time it takes to come back
    int64_t since = 0;  // when the first of it was spent
    int64_t until = 0;  // when all will have come back, as far as is known here
    int64_t most = 0;   // how far ahead of now `until` may be
  };
  // All that still counts; it is taken for told.
  std::vector<News> TakeNews(absl::Time now);
  // They could not be told.
  void GiveBack(const News& news);
  // `until` as others know it, what was told included.
  void Merge(const Key& key, int64_t until);

 private:
  struct Entry {
    Key key;
    int64_t until = 0;
    int64_t window = 0;  // 0: nobody's
    int64_t untold = 0;
    int64_t since = 0;
    bool listed = false;  // in `untold` of its stripe; stays when the entry becomes another's
  };
  struct Stripe {
    std::mutex mutex;
    std::vector<Entry> entries;
    std::vector<uint32_t> untold;
  };
  struct Place {
    Stripe& stripe;
    Entry* ways;
  };

  Place PlaceOf(const Key& key);
  static Entry* Find(const Place& place, const Key& key);
  static Entry& FindOrDisplace(const Place& place, const Key& key, int64_t now);
  static void ForgetOld(Entry& entry, int64_t now);
  static void List(const Place& place, Entry& entry);

  const uint64_t seed_;
  const size_t sets_;  // of a stripe
  std::vector<std::unique_ptr<Stripe>> stripes_;
};

}  // namespace parley::gateway::limits

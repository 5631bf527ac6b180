#pragma once

#include <string>

#include "absl/time/time.h"

namespace parley {

// Where the time comes from. SQL never calls now(); everything asks a Clock. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// The machine's clock. When PARLEY_ENV=test and PARLEY_CLOCK_OFFSET_FILE names a file, the file's whole number of seconds is added
// (read again when the file changes, looked at no more than every 50 ms), so that a journey can let days pass.
const Clock& SystemClock();

// A clock that stands until it is moved. For tests.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(absl::Time now) : now_(absl::ToUnixNanos(now)) {}
  absl::Time Now() const override { return absl::FromUnixNanos(__atomic_load_n(&now_, __ATOMIC_SEQ_CST)); }
  void Advance(absl::Duration by) { __atomic_fetch_add(&now_, absl::ToInt64Nanoseconds(by), __ATOMIC_SEQ_CST); }

 private:
  int64_t now_;
};

// True when `name` is a zone of the system's tzdata.
bool IsTimeZone(const std::string& name);

}  // namespace parley

#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

#include "absl/time/time.h"

namespace parley {

// A loop's sleep that ends early when it is told to stop or woken.
class Pause {
 public:
  void For(absl::Duration duration, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, absl::ToChronoNanoseconds(duration), [&] { return woken_; });
    woken_ = false;
  }
  void Wake() {
    {
      std::lock_guard lock(mutex_);
      woken_ = true;
    }
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool woken_ = false;
};

// Waits that double from 20 ms to `most` while something stays broken.
class Backoff {
 public:
  explicit Backoff(absl::Duration most) : most_(most) {}
  absl::Duration Next() {
    const absl::Duration now = next_;
    next_ = std::min(next_ * 2, most_);
    return now;
  }
  void Reset() { next_ = kFirst; }

 private:
  static constexpr absl::Duration kFirst = absl::Milliseconds(20);
  absl::Duration most_;
  absl::Duration next_ = kFirst;
};

}  // namespace parley

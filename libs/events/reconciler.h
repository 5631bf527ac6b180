#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "libs/events/applying.h"
#include "libs/events/follower.h"

namespace parley::events {

// Compares what a follower has made of a producer's events with what is so there: applies the last event of each subject again, page by
// page. Effects write nothing when all is as it should be; what they do write was lost or spoilt here, and is healed, counted and logged.
// A step of the follower's own thread, so that nothing is applied between the reading of a page and its comparing; only what the follower
// has come to is compared.
class Reconciler {
 public:
  using SteadyClock = std::chrono::steady_clock;

  // `every`: from the start of one comparison to the next. What is referred to outlives it.
  Reconciler(const Following& following, const EventLog& log, postgres::Connection& database, absl::Duration every);

  // Compares the next page when its time has come. Throws PlaceMoved, and what the database throws.
  void Step(const Place& place, absl::Time now);

  // Both thread-safe.
  int64_t differences() const { return differences_; }
  // When all was last compared; the clock's beginning before the first time.
  SteadyClock::time_point complete_time() const { return complete_time_; }

 private:
  void Compare(const Place& place, std::span<const v1::Event> events, absl::Time now);
  // Whether all that the events tell is here.
  bool IsSo(const Place& place, std::span<const v1::Event> events, absl::Time now);
  void Heal(const Place& place, const v1::Event& event, absl::Time now);
  void End(SteadyClock::time_point now);

  const Following& following_;
  const EventLog& log_;
  postgres::Connection& database_;
  const SteadyClock::duration every_;
  SteadyClock::time_point begin_{};  // of the comparison under way
  SteadyClock::time_point next_{};   // when the next page is compared
  std::string epoch_;
  int64_t after_ = 0;  // up to where this comparison has come
  std::atomic<int64_t> differences_{0};
  std::atomic<SteadyClock::time_point> complete_time_{};
};

}  // namespace parley::events

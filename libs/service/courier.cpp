#include "libs/service/courier.h"

#include <algorithm>
#include <chrono>

#include "libs/log/log.h"

namespace parley::service {
namespace {

// Longer than a whole claim can take (ten calls of two seconds): nobody else takes an errand that is under way. Short, because errands that
// a killed courier had claimed wait for its end.
constexpr absl::Duration kLease = absl::Seconds(25);
// What was put off comes up again without a wake.
constexpr std::chrono::milliseconds kPause(250);

}  // namespace

absl::Duration ErrandBackoff(int attempts) {
  const int doublings = std::clamp(attempts - 1, 0, 6);
  return std::min(absl::Milliseconds(500) * (1 << doublings), absl::Seconds(30));
}

Courier::Courier(postgres::Connection::Options database, const Clock& clock, std::vector<Errands> kinds)
    : db_(std::move(database)), clock_(clock), kinds_(std::move(kinds)) {}

void Courier::RunOne(const Errands& kind, const Errand& errand) {
  const absl::Status status = errand.call();
  if (status.ok()) {
    kind.done(db_, errand.id);
  } else if (absl::IsInvalidArgument(status)) {
    log::Error(kind.what + " was refused", {{"id", errand.id}, {"error", std::string(status.message())}});
    kind.refused(db_, errand.id);
  } else {
    log::Warning(kind.what + " could not be handed over; it is tried again",
                 {{"id", errand.id}, {"attempts", errand.attempts}, {"error", std::string(status.message())}});
    kind.put_off(db_, errand.id, clock_.Now() + ErrandBackoff(errand.attempts));
  }
}

int Courier::RunDue(const std::stop_token& stop) {
  int count = 0;
  for (const Errands& kind : kinds_) {
    const absl::Time now = clock_.Now();
    if (const int expired = kind.expire ? kind.expire(db_, now) : 0; expired > 0) {
      log::Error(kind.what + " was not taken in time", {{"count", expired}});
    }
    const std::vector<Errand> errands = kind.claim(db_, now, now + kLease);
    for (const Errand& errand : errands) {
      if (stop.stop_requested()) {
        kind.put_off(db_, errand.id, now);
      } else {
        RunOne(kind, errand);
      }
    }
    count += static_cast<int>(errands.size());
  }
  return count;
}

void Courier::Run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    try {
      if (RunDue(stop) > 0) continue;
    } catch (const std::exception& error) {
      log::Warning("errands wait for the database", {{"error", error.what()}});
    }
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, stop, kPause, [this] { return wake_; });
    wake_ = false;
  }
}

void Courier::Wake() {
  {
    const std::lock_guard lock(mutex_);
    wake_ = true;
  }
  woken_.notify_one();
}

}  // namespace parley::service

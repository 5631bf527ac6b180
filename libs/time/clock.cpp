#include "libs/time/clock.h"

#include <sys/stat.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>

#include "absl/time/clock.h"

namespace parley {
namespace {

// In whole microseconds, as PostgreSQL keeps times: one that was stored is equal to the one that was told.
absl::Time MachineNow() { return absl::FromUnixMicros(absl::ToUnixMicros(absl::Now())); }

class MachineClock final : public Clock {
 public:
  absl::Time Now() const override { return MachineNow(); }
};

// The machine's clock plus a file's whole number of seconds. A file that is missing or no number counts as 0.
class OffsetClock final : public Clock {
 public:
  explicit OffsetClock(std::string file) : file_(std::move(file)) {}

  absl::Time Now() const override {
    const absl::Time now = MachineNow();
    const int64_t millis = absl::ToUnixMillis(now);
    int64_t due = look_again_.load(std::memory_order_relaxed);
    // One thread of those that come at the same moment looks; the others take the offset as it was, but for the first time.
    if (millis >= due || millis < due - 2 * kEveryMillis) {
      const std::lock_guard lock(mutex_);
      if (look_again_.load(std::memory_order_relaxed) == due) Look(millis);
    }
    return now + absl::Seconds(offset_.load(std::memory_order_relaxed));
  }

 private:
  static constexpr int64_t kEveryMillis = 50;
  using Stamp = std::tuple<dev_t, ino_t, off_t, int64_t, int64_t>;

  void Look(int64_t millis) const {
    struct stat file {};
    std::optional<Stamp> stamp;
    if (stat(file_.c_str(), &file) == 0) {
      stamp = Stamp{file.st_dev, file.st_ino, file.st_size, file.st_mtim.tv_sec, file.st_mtim.tv_nsec};
    }
    if (stamp != seen_ || !stamp) {
      int64_t seconds = 0;
      std::ifstream in(file_);
      if (!(in >> seconds)) seconds = 0;
      offset_.store(seconds, std::memory_order_relaxed);
      seen_ = stamp;
    }
    look_again_.store(millis + kEveryMillis, std::memory_order_relaxed);
  }

  const std::string file_;
  mutable std::mutex mutex_;
  mutable std::optional<Stamp> seen_;
  mutable std::atomic<int64_t> offset_{0};
  mutable std::atomic<int64_t> look_again_{0};
};

std::string Setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

const Clock* MakeSystemClock() {
  const std::string file = Setting("PARLEY_CLOCK_OFFSET_FILE");
  if (Setting("PARLEY_ENV") == "test" && !file.empty()) return new OffsetClock(file);
  return new MachineClock();
}

}  // namespace

const Clock& SystemClock() {
  static const Clock* const clock = MakeSystemClock();  // lives as long as the process: threads may ask it while it ends
  return *clock;
}

bool IsTimeZone(const std::string& name) {
  // Abseil also takes "localtime", "UTC+1"-like fixed offsets, absolute paths and the empty name; none is a zone of tzdata.
  if (name.empty() || name.front() == '/' || name.find("..") != std::string::npos || name == "localtime") return false;
  if (name.rfind("Fixed/", 0) == 0) return false;
  absl::TimeZone zone;
  return absl::LoadTimeZone(name, &zone);
}

}  // namespace parley

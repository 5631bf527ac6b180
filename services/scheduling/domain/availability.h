#pragma once

#include <array>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

// When a person can meet, kept in the terms of their own clock and never in UTC: a rule such as "Mondays 18:00 to 20:00" outlives every
// change of the clock.
namespace parley::scheduling::domain {

inline constexpr int kMinutesOfDay = 24 * 60;
inline constexpr size_t kMostWindows = 50;
inline constexpr size_t kMostExceptions = 200;

// From one minute of a local day to another: 0 <= start < end <= 1440.
struct Span {
  int start = 0;
  int end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

struct Window {
  int weekday = 0;  // 1 is Monday, 7 is Sunday
  Span span;
};

// What holds on one date instead of its weekday's windows; without spans the person is not there that day.
struct Exception {
  absl::CivilDay date;
  std::vector<Span> spans;
};

struct Availability {
  std::string time_zone;  // IANA
  std::vector<Window> windows;
  std::vector<Exception> exceptions;
};

// INVALID_ARGUMENT naming each wrong field below `field`: an unknown zone, too many of them, spans that are none or overlap, a date twice.
absl::Status CheckAvailability(const Availability& availability, const std::string& field);

// A stretch of time on one local day, in seconds of that day. Where the clock goes back, a day has two stretches for the same hour.
struct LocalStretch {
  absl::CivilDay day;
  int start = 0;
  int end = 0;
};

// [start, end) as a zone's clock shows it, cut at midnight and wherever the clock changes.
std::vector<LocalStretch> LocalStretches(const absl::TimeZone& zone, absl::Time start, absl::Time end);

// An availability made ready for being asked often.
class Calendar {
 public:
  // `availability` has been checked.
  explicit Calendar(const Availability& availability);

  // True when every instant of the stretches lies in a window of its own date.
  bool IsFree(const std::vector<LocalStretch>& stretches) const;
  bool IsFree(absl::Time start, absl::Time end) const { return IsFree(LocalStretches(zone_, start, end)); }

 private:
  const std::vector<Span>& SpansOn(absl::CivilDay day) const;

  absl::TimeZone zone_;
  std::array<std::vector<Span>, 7> week_;
  std::vector<Exception> exceptions_;  // by date
};

}  // namespace parley::scheduling::domain

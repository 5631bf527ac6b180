#include "services/scheduling/domain/availability.h"

#include <algorithm>

#include "libs/errors/error.h"
#include "libs/time/clock.h"

namespace parley::scheduling::domain {
namespace {

constexpr size_t kLongestZone = 64;
constexpr int kSecondsOfDay = 24 * 60 * 60;

bool StartsBefore(const Span& a, const Span& b) { return a.start < b.start; }

void CheckSpan(const Span& span, const std::string& field, errors::FieldErrors& bad) {
  bad.Check(span.start >= 0 && span.start < kMinutesOfDay, field + ".start_minute", "must be a minute of the day, 0 to 1439");
  bad.Check(span.end > span.start && span.end <= kMinutesOfDay, field + ".end_minute", "must be after start_minute, at most 1440");
}

bool Overlap(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), StartsBefore);
  for (size_t i = 1; i < spans.size(); ++i) {
    if (spans[i].start < spans[i - 1].end) return true;
  }
  return false;
}

// In order, those that touch made one.
std::vector<Span> Merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), StartsBefore);
  std::vector<Span> merged;
  for (const Span& span : spans) {
    if (!merged.empty() && merged.back().end == span.start) {
      merged.back().end = span.end;
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

void CheckWindows(const Availability& availability, const std::string& field, errors::FieldErrors& bad) {
  bad.Check(availability.windows.size() <= kMostWindows, field + ".windows", "must be at most 50 windows");
  std::array<std::vector<Span>, 7> week;
  for (size_t i = 0; i < std::min(availability.windows.size(), kMostWindows); ++i) {
    const Window& window = availability.windows[i];
    const std::string name = field + ".windows[" + std::to_string(i) + "]";
    const bool is_weekday = window.weekday >= 1 && window.weekday <= 7;
    bad.Check(is_weekday, name + ".weekday", "must be 1 (Monday) to 7 (Sunday)");
    CheckSpan(window.span, name, bad);
    if (is_weekday) week[window.weekday - 1].push_back(window.span);
  }
  bad.Check(std::none_of(week.begin(), week.end(), Overlap), field + ".windows", "must not overlap on a weekday");
}

void CheckExceptions(const Availability& availability, const std::string& field, errors::FieldErrors& bad) {
  bad.Check(availability.exceptions.size() <= kMostExceptions, field + ".exceptions", "must be at most 200 dates");
  std::vector<absl::CivilDay> dates;
  for (size_t i = 0; i < std::min(availability.exceptions.size(), kMostExceptions); ++i) {
    const Exception& exception = availability.exceptions[i];
    const std::string name = field + ".exceptions[" + std::to_string(i) + "]";
    bad.Check(exception.spans.size() <= kMostWindows, name + ".windows", "must be at most 50 windows");
    bad.Check(std::find(dates.begin(), dates.end(), exception.date) == dates.end(), name + ".date", "must not be given twice");
    dates.push_back(exception.date);
    for (size_t j = 0; j < std::min(exception.spans.size(), kMostWindows); ++j) {
      CheckSpan(exception.spans[j], name + ".windows[" + std::to_string(j) + "]", bad);
    }
    bad.Check(!Overlap(exception.spans), name + ".windows", "must not overlap");
  }
}

}  // namespace

absl::Status CheckAvailability(const Availability& availability, const std::string& field) {
  errors::FieldErrors bad;
  bad.Check(availability.time_zone.size() <= kLongestZone && IsTimeZone(availability.time_zone), field + ".time_zone",
            "must be an IANA zone such as Africa/Tunis");
  CheckWindows(availability, field, bad);
  CheckExceptions(availability, field, bad);
  return bad.ok() ? absl::OkStatus() : bad.status();
}

std::vector<LocalStretch> LocalStretches(const absl::TimeZone& zone, absl::Time start, absl::Time end) {
  std::vector<LocalStretch> stretches;
  while (start < end) {
    const absl::CivilSecond local = zone.At(start).cs;
    const absl::CivilDay day(local);
    const int from = static_cast<int>(local - absl::CivilSecond(day));
    absl::Time until = std::min(end, start + absl::Seconds(kSecondsOfDay - from));
    absl::TimeZone::CivilTransition change;
    if (zone.NextTransition(start, &change)) until = std::min(until, zone.At(change.to).trans);
    stretches.push_back({day, from, from + static_cast<int>(absl::ToInt64Seconds(until - start))});
    start = until;
  }
  return stretches;
}

Calendar::Calendar(const Availability& availability) {
  exceptions_ = availability.exceptions;
  absl::LoadTimeZone(availability.time_zone, &zone_);
  for (const Window& window : availability.windows) week_[window.weekday - 1].push_back(window.span);
  for (auto& spans : week_) spans = Merged(std::move(spans));
  for (Exception& exception : exceptions_) exception.spans = Merged(std::move(exception.spans));
  std::sort(exceptions_.begin(), exceptions_.end(), [](const Exception& a, const Exception& b) { return a.date < b.date; });
}

const std::vector<Span>& Calendar::SpansOn(absl::CivilDay day) const {
  const auto found = std::lower_bound(exceptions_.begin(), exceptions_.end(), day,
                                      [](const Exception& exception, absl::CivilDay date) { return exception.date < date; });
  if (found != exceptions_.end() && found->date == day) return found->spans;
  return week_[static_cast<int>(absl::GetWeekday(day))];
}

bool Calendar::IsFree(const std::vector<LocalStretch>& stretches) const {
  return std::all_of(stretches.begin(), stretches.end(), [this](const LocalStretch& stretch) {
    const auto& spans = SpansOn(stretch.day);
    return std::any_of(spans.begin(), spans.end(),
                       [&](const Span& span) { return span.start * 60 <= stretch.start && stretch.end <= span.end * 60; });
  });
}

}  // namespace parley::scheduling::domain

#include "services/catalog/domain/meetings.h"

#include <algorithm>

#include "services/catalog/domain/formats.h"

namespace parley::catalog::domain {
namespace {

constexpr absl::Duration kLongestWindow = absl::Hours(24 * 31);

bool HasMeeting(const std::vector<PlannedMeeting>& meetings, const ModuleId& module_id) {
  return std::any_of(meetings.begin(), meetings.end(), [&](const PlannedMeeting& each) { return each.module_id == module_id; });
}

// `field`: of the meeting; what is wrong with a plan nobody wished for is the run's end alone.
void CheckWindow(const PlannedMeeting& meeting, const RunWish& wish, absl::Time end_time, const std::string& field,
                 errors::FieldErrors& bad) {
  const absl::Duration length = meeting.window_end_time - meeting.window_start_time;
  bad.Check(length >= meeting.duration, field + ".window_end_time", "must leave room for the meeting after window_start_time");
  bad.Check(length <= kLongestWindow, field + ".window_end_time", "must be at most 31 days after window_start_time");
  bad.Check(meeting.window_start_time >= wish.start_time, field + ".window_start_time", "must not be before the run starts");
  bad.Check(meeting.window_end_time <= end_time, wish.meetings.empty() ? "run.end_time" : field + ".window_end_time",
            "every meeting must end before the run does");
}

}  // namespace

std::vector<PlannedMeeting> LayMeetings(const Course& course, const RunWish& wish, absl::Time end_time, absl::Time now,
                                        errors::FieldErrors& bad) {
  const std::vector<WishedMeeting> wished = wish.meetings.empty() ? TemplateMeetings(course, wish.format) : wish.meetings;
  std::vector<PlannedMeeting> planned;
  for (size_t i = 0; i < wished.size(); ++i) {
    const std::string field = "run.meetings[" + std::to_string(i) + "]";
    const Module* module = FindModule(course, wished[i].module_id);
    bad.Check(module != nullptr, field + ".module_id", "must be a module of the run's course");
    if (module == nullptr) continue;
    PlannedMeeting meeting{PlannedMeetingId::New(now), module->id, wished[i].duration, {}, {}};
    const auto week = [&](int number) { return StartOfWeek(wish.start_time, wish.time_zone, number); };
    meeting.window_start_time = wished[i].window_start_time ? *wished[i].window_start_time : week(module->week);
    meeting.window_end_time = wished[i].window_end_time ? *wished[i].window_end_time : week(module->week + 1);
    CheckWindow(meeting, wish, end_time, field, bad);
    // A module's second meeting breaks the format, whatever its window.
    if (!planned.empty() && !HasMeeting(planned, module->id)) {
      bad.Check(meeting.window_start_time >= planned.back().window_end_time, field + ".window_start_time",
                "must not be before the window of the meeting before it ends");
    }
    planned.push_back(std::move(meeting));
  }
  return planned;
}

}  // namespace parley::catalog::domain

#include "services/scheduling/domain/slots.h"

#include "absl/time/civil_time.h"

namespace parley::scheduling::domain {
namespace {

std::optional<Stretch> FirstIn(const absl::TimeZone& zone, const PlannedMeeting& meeting, int weekday, int minute, absl::Time earliest) {
  absl::CivilDay day(zone.At(meeting.window_start).cs);
  day += (weekday - 1 - static_cast<int>(absl::GetWeekday(day)) + 7) % 7;
  for (;; day += 7) {
    const absl::TimeZone::TimeInfo at = zone.At(absl::CivilSecond(day) + int64_t{minute} * 60);
    const Stretch stretch{at.pre, at.pre + meeting.duration};
    if (stretch.end > meeting.window_end) return std::nullopt;
    if (at.kind == absl::TimeZone::TimeInfo::SKIPPED) continue;
    if (stretch.start >= meeting.window_start && stretch.start >= earliest) return stretch;
  }
}

std::optional<Slot> MakeSlot(const absl::TimeZone& zone, const std::vector<PlannedMeeting>& meetings, int weekday, int minute,
                             absl::Time earliest) {
  Slot slot{weekday, minute, {}};
  for (const PlannedMeeting& meeting : meetings) {
    const auto stretch = FirstIn(zone, meeting, weekday, minute, earliest);
    if (!stretch) return std::nullopt;
    slot.meetings.push_back(*stretch);
  }
  return slot;
}

}  // namespace

std::vector<Slot> MakeSlots(const absl::TimeZone& zone, const std::vector<PlannedMeeting>& meetings, absl::Time earliest) {
  std::vector<Slot> slots;
  for (int weekday = 1; weekday <= 7; ++weekday) {
    for (int minute = 0; minute < 24 * 60; minute += kSlotStep) {
      if (auto slot = MakeSlot(zone, meetings, weekday, minute, earliest)) slots.push_back(*std::move(slot));
    }
  }
  return slots;
}

bool Overlap(const Slot& a, const Slot& b) {
  for (const Stretch& one : a.meetings) {
    for (const Stretch& other : b.meetings) {
      if (Overlap(one, other)) return true;
    }
  }
  return false;
}

}  // namespace parley::scheduling::domain

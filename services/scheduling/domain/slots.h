#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/ids/id.h"

// The hours a group may meet at.
namespace parley::scheduling::domain {

// A meeting of the run's plan, as catalog laid it over a module.
struct PlannedMeeting {
  PlannedMeetingId id;
  ModuleId module_id;
  absl::Duration duration;
  absl::Time window_start;
  absl::Time window_end;
};

struct Stretch {
  absl::Time start;
  absl::Time end;
};
inline bool Overlap(const Stretch& a, const Stretch& b) { return a.start < b.end && b.start < a.end; }

inline constexpr int kSlotStep = 30;  // minutes
inline constexpr int kMostSlots = 7 * 24 * 60 / kSlotStep;
using SlotSet = std::bitset<kMostSlots>;

// A weekly hour: one stretch for each planned meeting, all on the same weekday at the same time of the run's clock. The clocks of the
// people in other zones may show different hours from one meeting to the next.
struct Slot {
  int weekday = 0;  // 1 is Monday
  int minute = 0;   // of the run's local day
  std::vector<Stretch> meetings;
};

// Every slot there is: in each meeting's window the first day of the slot's weekday on which the meeting begins and ends within the window,
// not before `earliest`. An hour that the run's clock skips on such a day is none. Empty when no weekday and hour suits all windows.
std::vector<Slot> MakeSlots(const absl::TimeZone& zone, const std::vector<PlannedMeeting>& meetings, absl::Time earliest);

// True when somebody can't be at both.
bool Overlap(const Slot& a, const Slot& b);

}  // namespace parley::scheduling::domain

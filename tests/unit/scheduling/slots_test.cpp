#include "services/scheduling/domain/slots.h"

#include "absl/time/civil_time.h"
#include "catch2/catch.hpp"

namespace parley::scheduling::domain {
namespace {

absl::TimeZone Zone(const std::string& name) {
  absl::TimeZone zone;
  REQUIRE(absl::LoadTimeZone(name, &zone));
  return zone;
}

// Meetings of two hours in the weeks that begin on these local days.
std::vector<PlannedMeeting> InWeeksOf(const absl::TimeZone& zone, const std::vector<absl::CivilDay>& days) {
  std::vector<PlannedMeeting> meetings;
  for (const absl::CivilDay day : days) {
    meetings.push_back({{}, {}, absl::Hours(2), absl::FromCivil(day, zone), absl::FromCivil(day + 7, zone)});
  }
  return meetings;
}

TEST_CASE("a slot is at the same local time in every meeting's week, on both sides of a change of the clock") {
  const absl::TimeZone paris = Zone("Europe/Paris");
  const auto meetings = InWeeksOf(
      paris, {absl::CivilDay(2027, 3, 22), absl::CivilDay(2027, 3, 29), absl::CivilDay(2027, 10, 25), absl::CivilDay(2027, 11, 1)});
  const auto slots = MakeSlots(paris, meetings, absl::InfinitePast());
  // Late on Sunday (the last three starts of the week) the meeting would end after its window; on Sunday the 28th there is no 2:00 or 2:30,
  // and one hour on the 31st of October comes twice.
  CHECK(slots.size() == 336 - 3 - 2);
  for (const Slot& slot : slots) {
    REQUIRE(slot.meetings.size() == meetings.size());
    for (size_t i = 0; i < meetings.size(); ++i) {
      const absl::CivilSecond local = paris.At(slot.meetings[i].start).cs;
      CHECK(local.hour() * 60 + local.minute() == slot.minute);
      CHECK(static_cast<int>(absl::GetWeekday(local)) + 1 == slot.weekday);
      CHECK(slot.meetings[i].start >= meetings[i].window_start);
      CHECK(slot.meetings[i].end <= meetings[i].window_end);
      CHECK(slot.meetings[i].end - slot.meetings[i].start == absl::Hours(2));
    }
  }
  // The same hour in Paris is not the same hour of UTC.
  CHECK(slots.front().meetings[1].start - slots.front().meetings[0].start == absl::Hours(7 * 24 - 1));
}

TEST_CASE("in a long window the first fitting day is taken, and none that has passed") {
  const absl::TimeZone utc = absl::UTCTimeZone();
  const absl::Time monday = absl::FromCivil(absl::CivilDay(2027, 3, 1), utc);
  std::vector<PlannedMeeting> meetings = {{{}, {}, absl::Hours(2), monday, monday + absl::Hours(24 * 21)}};
  auto slots = MakeSlots(utc, meetings, absl::InfinitePast());
  CHECK(slots.size() == 336);
  CHECK(slots.front().meetings[0].start == monday);
  slots = MakeSlots(utc, meetings, monday + absl::Hours(1));
  CHECK(slots.size() == 336);
  CHECK(slots.front().meetings[0].start == monday + absl::Hours(7 * 24));
  CHECK(MakeSlots(utc, meetings, monday + absl::Hours(24 * 21)).empty());
}

TEST_CASE("windows that share no weekday have no slot") {
  const absl::TimeZone utc = absl::UTCTimeZone();
  const absl::Time monday = absl::FromCivil(absl::CivilDay(2027, 3, 1), utc);
  const std::vector<PlannedMeeting> meetings = {{{}, {}, absl::Hours(2), monday, monday + absl::Hours(48)},
                                                {{}, {}, absl::Hours(2), monday + absl::Hours(72), monday + absl::Hours(96)}};
  CHECK(MakeSlots(utc, meetings, absl::InfinitePast()).empty());
}

TEST_CASE("slots overlap when any of their meetings do") {
  const absl::TimeZone utc = absl::UTCTimeZone();
  const auto slots = MakeSlots(utc, InWeeksOf(utc, {absl::CivilDay(2027, 3, 1), absl::CivilDay(2027, 3, 8)}), absl::InfinitePast());
  CHECK(Overlap(slots[0], slots[0]));
  CHECK(Overlap(slots[0], slots[3]));
  CHECK_FALSE(Overlap(slots[0], slots[4]));
}

}  // namespace
}  // namespace parley::scheduling::domain

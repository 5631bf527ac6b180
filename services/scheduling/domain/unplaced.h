#pragma once

#include <vector>

#include "services/scheduling/domain/arrangement.h"
#include "services/scheduling/domain/chances.h"

namespace parley::scheduling::domain {

// Why somebody has no seat; each says something that can be checked. As parley.scheduling.v1.Unplaced.Reason.
enum class Reason {
  kNone = 0,
  kNoAvailabilityGiven = 1,     // the run has meetings, and nothing is known of when the person can
  kNoLanguageInCommon = 2,      // speaks none of the run's languages
  kNoSlotFits = 3,              // no weekly hour lies in the availability for the whole series
  kNoSlotWithEnoughOthers = 4,  // at none of the person's hours are there enough who could meet
  kOneRegionOnly = 5,           // where there are enough, all are from one region
  kNoFacilitator = 6,           // where those are, nobody could lead
  kNoRoomLeft = 7,              // a group meets at the person's hours and has no seat for them
  kNoGroupAtHours = 8,          // a group would be possible, but none of the groups there are meets at the person's hours
};

struct Unplaced {
  int participant = 0;
  Reason reason = Reason::kNone;
  // Groups that would seat the person as things are, everybody else unmoved, if only their hour suited: at most three, the most comfortable
  // hours first.
  std::vector<int> would_seat;
};

std::vector<Unplaced> ExplainUnplaced(const Arrangement& arrangement, const Chances& chances);

}  // namespace parley::scheduling::domain

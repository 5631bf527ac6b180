#include "services/scheduling/domain/unplaced.h"

#include <algorithm>

namespace parley::scheduling::domain {
namespace {

constexpr size_t kMostRemedies = 3;

// Up to where somebody's best hour gets on the way to being a group's.
struct Reached {
  bool slot = false;
  bool people = false;
  bool regions = false;
  bool facilitator = false;
};

Reached ReachedBy(const Problem& problem, const Participant& participant, const Chances& chances) {
  Reached reached;
  ForEachFit(problem, participant.slots, participant.languages, [&](int slot, int language) {
    reached.slot = true;
    if (!chances.HasEnoughPeople(slot, language)) return;
    reached.people = true;
    if (!chances.HasEnoughRegions(slot, language)) return;
    reached.regions = true;
    if (chances.HasFacilitator(slot, language)) reached.facilitator = true;
  });
  return reached;
}

Reason ReasonOf(const Arrangement& arrangement, const Chances& chances, int number) {
  const Problem& problem = arrangement.problem();
  const Participant& participant = problem.participants[number];
  if (problem.has_meetings && !participant.has_availability) return Reason::kNoAvailabilityGiven;
  if (participant.languages == 0) return Reason::kNoLanguageInCommon;
  const Reached reached = ReachedBy(problem, participant, chances);
  if (!reached.slot) return Reason::kNoSlotFits;
  if (!reached.people) return Reason::kNoSlotWithEnoughOthers;
  if (!reached.regions) return Reason::kOneRegionOnly;
  if (!reached.facilitator) return Reason::kNoFacilitator;
  const auto& groups = arrangement.groups();
  const bool fits = std::any_of(groups.begin(), groups.end(), [&](const Group& group) { return arrangement.Fits(group, number); });
  return fits ? Reason::kNoRoomLeft : Reason::kNoGroupAtHours;
}

std::vector<int> WouldSeat(const Arrangement& arrangement, int number) {
  const Problem& problem = arrangement.problem();
  const Participant& participant = problem.participants[number];
  std::vector<int> groups;
  for (int i = 0; i < static_cast<int>(arrangement.groups().size()); ++i) {
    const Group& group = arrangement.groups()[i];
    if (participant.slots[group.slot] || (participant.languages >> group.language & 1) == 0 || !arrangement.HasRoom(group)) continue;
    const int class_index = participant.class_index;
    if (class_index == kNone || CountOfClass(problem, group.members, class_index) < kMostOfClass) groups.push_back(i);
  }
  std::stable_sort(groups.begin(), groups.end(), [&](int a, int b) {
    const auto& discomfort = problem.discomfort[participant.zone];
    return discomfort[arrangement.groups()[a].slot] < discomfort[arrangement.groups()[b].slot];
  });
  groups.resize(std::min(groups.size(), kMostRemedies));
  return groups;
}

}  // namespace

std::vector<Unplaced> ExplainUnplaced(const Arrangement& arrangement, const Chances& chances) {
  std::vector<Unplaced> unplaced;
  for (int i = 0; i < static_cast<int>(arrangement.problem().participants.size()); ++i) {
    if (arrangement.GroupOf(i) == kNone) unplaced.push_back({i, ReasonOf(arrangement, chances, i), WouldSeat(arrangement, i)});
  }
  return unplaced;
}

}  // namespace parley::scheduling::domain

#include "services/scheduling/domain/joining.h"

#include <algorithm>
#include <tuple>

namespace parley::scheduling::domain {
namespace {

bool IsFreeFor(const Person& person, const StandingGroup& group) {
  if (group.meetings.empty()) return true;
  return person.availability && IsFreeAt(Calendar(*person.availability), person.busy, group.meetings);
}

bool HasSeat(const Person& person, const StandingGroup& group) {
  if (static_cast<int>(group.members.size()) >= group.seats.most) return false;
  const auto of_class = std::count_if(group.members.begin(), group.members.end(), [&](const StandingMember& member) {
    return !person.class_id.empty() && member.class_id == person.class_id;
  });
  return of_class < kMostOfClass;
}

int OtherRegions(const Person& person, const StandingGroup& group) {
  if (person.region.empty()) return 0;
  return static_cast<int>(std::count_if(group.members.begin(), group.members.end(), [&](const StandingMember& member) {
    return !member.region.empty() && member.region != person.region;
  }));
}

// A group that lost people may be of one region by now: whoever comes must then bring another.
bool KeepsRegions(const Person& person, const StandingGroup& group) {
  if (OtherRegions(person, group) > 0) return true;
  return std::any_of(group.members.begin(), group.members.end(), [&](const StandingMember& one) {
    return std::any_of(group.members.begin(), group.members.end(), [&](const StandingMember& other) {
      return !one.region.empty() && !other.region.empty() && one.region != other.region;
    });
  });
}

}  // namespace

std::variant<GroupId, Reason> ChooseGroup(const Person& person, const std::vector<StandingGroup>& groups) {
  const bool meets = std::any_of(groups.begin(), groups.end(), [](const StandingGroup& group) { return !group.meetings.empty(); });
  if (meets && !person.availability) return Reason::kNoAvailabilityGiven;
  Reason reason = Reason::kNoLanguageInCommon;
  const StandingGroup* best = nullptr;
  const auto rank = [&](const StandingGroup& group) {
    return std::make_tuple(group.members.size(), -OtherRegions(person, group), group.id.text());
  };
  // The furthest that any group got tells why.
  const auto got_to = [&reason](Reason next) {
    constexpr Reason kOrder[] = {Reason::kNoLanguageInCommon, Reason::kNoGroupAtHours, Reason::kNoRoomLeft, Reason::kOneRegionOnly};
    if (std::find(std::begin(kOrder), std::end(kOrder), next) > std::find(std::begin(kOrder), std::end(kOrder), reason)) reason = next;
  };
  if (groups.empty()) reason = Reason::kNoGroupAtHours;
  for (const StandingGroup& group : groups) {
    if (LanguagesOf(person.languages, {group.language}) == 0) continue;
    got_to(Reason::kNoGroupAtHours);
    if (!IsFreeFor(person, group)) continue;
    got_to(Reason::kNoRoomLeft);
    if (!HasSeat(person, group)) continue;
    got_to(Reason::kOneRegionOnly);
    if (!KeepsRegions(person, group)) continue;
    if (best == nullptr || rank(group) < rank(*best)) best = &group;
  }
  if (best == nullptr) return reason;
  return best->id;
}

}  // namespace parley::scheduling::domain

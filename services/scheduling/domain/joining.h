#pragma once

#include <string>
#include <variant>
#include <vector>

#include "services/scheduling/domain/problem.h"
#include "services/scheduling/domain/unplaced.h"

namespace parley::scheduling::domain {

// A member, as far as the rules look at one.
struct StandingMember {
  std::string region;
  std::string class_id;
};

// A group of an adopted plan, as somebody who comes late finds it.
struct StandingGroup {
  GroupId id;
  std::string language;
  Seats seats;
  std::vector<StandingMember> members;
  std::vector<Stretch> meetings;  // that are still to be held
};

// The group that takes a latecomer with nobody else moved, or why there is none: the smallest of those that suit, then the one with the
// most people of other regions.
std::variant<GroupId, Reason> ChooseGroup(const Person& person, const std::vector<StandingGroup>& groups);

}  // namespace parley::scheduling::domain

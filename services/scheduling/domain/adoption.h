#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/scheduling/domain/problem.h"

namespace parley::scheduling::domain {

// A group as a plan proposed it.
struct ProposedGroup {
  UserId facilitator_id;
  std::string language;
  std::vector<UserId> members;
  std::vector<Stretch> meetings;
};

// The world as it is when a plan is adopted.
struct Today {
  std::map<UserId, Person> enrolled;
  std::map<UserId, Leader> leaders;
  Seats seats;
  absl::Time now;
};

// Looks at each group again with what is known today. Who left the run is taken out of `groups`; where a rule no longer holds,
// FAILED_PRECONDITION (PLAN_OUTDATED) whose metadata has the `group` (from 1) and the `cause`: MEETING_PASSED, FACILITATOR_LEFT,
// FACILITATOR_UNAVAILABLE, FACILITATOR_OVERLOADED, MEMBER_UNAVAILABLE, TOO_FEW_MEMBERS, TOO_MANY_OF_CLASS, ONE_REGION_ONLY.
absl::Status BringUpToDate(std::vector<ProposedGroup>& groups, const Today& today);

}  // namespace parley::scheduling::domain

#include "services/scheduling/domain/adoption.h"

#include <algorithm>
#include <set>

#include "libs/errors/error.h"

namespace parley::scheduling::domain {
namespace {

// Empty while all is well.
using Cause = std::string;

Cause FacilitatorCause(const ProposedGroup& group, const Today& today) {
  const auto found = today.leaders.find(group.facilitator_id);
  if (found == today.leaders.end()) return "FACILITATOR_LEFT";
  const Leader& leader = found->second;
  if (LanguagesOf(leader.languages, {group.language}) == 0) return "FACILITATOR_UNAVAILABLE";
  if (group.meetings.empty()) return "";
  const bool is_free = leader.availability && IsFreeAt(Calendar(*leader.availability), leader.busy, group.meetings);
  return is_free ? "" : "FACILITATOR_UNAVAILABLE";
}

Cause MemberCause(const ProposedGroup& group, const Today& today) {
  for (const UserId& id : group.members) {
    const Person& person = today.enrolled.at(id);
    if (LanguagesOf(person.languages, {group.language}) == 0) return "MEMBER_UNAVAILABLE";
    if (group.meetings.empty()) continue;
    const bool is_free = person.availability && IsFreeAt(Calendar(*person.availability), person.busy, group.meetings);
    if (!is_free) return "MEMBER_UNAVAILABLE";
  }
  return "";
}

Cause RuleCause(const ProposedGroup& group, const Today& today) {
  if (static_cast<int>(group.members.size()) < today.seats.least) return "TOO_FEW_MEMBERS";
  std::map<std::string, int> of_class;
  std::set<std::string> regions;
  for (const UserId& id : group.members) {
    const Person& person = today.enrolled.at(id);
    if (!person.class_id.empty() && ++of_class[person.class_id] > kMostOfClass) return "TOO_MANY_OF_CLASS";
    if (!person.region.empty()) regions.insert(person.region);
  }
  return static_cast<int>(regions.size()) < kLeastRegions ? "ONE_REGION_ONLY" : "";
}

Cause CauseOf(const ProposedGroup& group, const Today& today) {
  const bool passed =
      std::any_of(group.meetings.begin(), group.meetings.end(), [&](const Stretch& meeting) { return meeting.start <= today.now; });
  if (passed) return "MEETING_PASSED";
  if (Cause cause = FacilitatorCause(group, today); !cause.empty()) return cause;
  if (Cause cause = MemberCause(group, today); !cause.empty()) return cause;
  return RuleCause(group, today);
}

absl::Status Outdated(size_t group, const Cause& cause) {
  const std::string number = std::to_string(group + 1);
  const absl::Status status =
      errors::FailedPrecondition("PLAN_OUTDATED", "group " + number + " of the plan breaks a rule by now (" + cause + "): make a new plan");
  errors::Details details = errors::DetailsOf(status);
  details.metadata = {{"group", number}, {"cause", cause}};
  return errors::WithDetails(status, details);
}

}  // namespace

absl::Status BringUpToDate(std::vector<ProposedGroup>& groups, const Today& today) {
  std::map<UserId, int> led;
  for (size_t i = 0; i < groups.size(); ++i) {
    auto& members = groups[i].members;
    members.erase(std::remove_if(members.begin(), members.end(), [&](const UserId& id) { return !today.enrolled.contains(id); }),
                  members.end());
    Cause cause = CauseOf(groups[i], today);
    if (cause.empty() && ++led[groups[i].facilitator_id] > today.leaders.at(groups[i].facilitator_id).most_groups) {
      cause = "FACILITATOR_OVERLOADED";
    }
    if (!cause.empty()) return Outdated(i, cause);
  }
  return absl::OkStatus();
}

}  // namespace parley::scheduling::domain

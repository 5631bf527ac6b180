#include <algorithm>

#include "libs/errors/error.h"
#include "services/moderation/domain/text.h"
#include "services/moderation/handlers/access.h"
#include "services/moderation/handlers/answers.h"
#include "services/moderation/handlers/handlers.h"
#include "services/moderation/store/nudges.h"
#include "services/moderation/store/people.h"

namespace parley::moderation::handlers {
namespace {

constexpr const char* kTextRule = "must have 1 to 500 characters, without control characters";

domain::Nudge Make(const RunId& run_id, const UserId& user_id, const std::string& text, const rpc::Call& call) {
  return {NudgeId::New(call.now()), run_id, user_id, call.user_id(), text, call.now()};
}

// NOT_FOUND unless the caller is a facilitator of the participant, or a coordinator of the run's partner.
absl::Status CheckMayNudge(Deps& deps, rpc::Call& call, const RunId& run_id, const UserId& user_id) {
  if (store::IsFacilitatorOf(call.db(), run_id, user_id, call.user_id())) return absl::OkStatus();
  const auto is_coordinator = LoadIsCoordinator(deps, call, run_id, "participant");
  if (!is_coordinator.ok()) return is_coordinator.status();
  return *is_coordinator ? absl::OkStatus() : errors::NotFound("participant");
}

struct GroupOfRun {
  RunId run_id;
  bool is_plenary = false;
};

// A group of which the caller may nudge everybody.
absl::StatusOr<GroupOfRun> LoadGroup(Deps& deps, rpc::Call& call, const GroupId& id) {
  const auto run_id = store::GetRunOfGroup(call.db(), id);
  if (!run_id) return errors::NotFound("group");
  const auto moderator = LoadModerator(deps, call, *run_id, id, UserId());
  if (!moderator.ok()) return moderator.status();
  if (!domain::MayModerate(*moderator)) return errors::NotFound("group");
  const auto run = store::GetRun(call.db(), *run_id);
  return GroupOfRun{*run_id, run && run->plenary_group_id == id};
}

// Nudges as many as may be. Answers how many.
int NudgeAll(rpc::Call& call, const RunId& run_id, std::vector<UserId> people, const std::string& text) {
  std::sort(people.begin(), people.end());
  std::vector<domain::Nudge> nudges;
  nudges.reserve(people.size());
  for (const UserId& user_id : people) {
    // Somebody else may have nudged them a moment ago.
    if (store::MarkNudged(call.db(), user_id, call.now())) nudges.push_back(Make(run_id, user_id, text, call));
  }
  store::InsertNudges(call.db(), nudges);
  return static_cast<int>(nudges.size());
}

}  // namespace

absl::Status NudgeParticipant(Deps& deps, rpc::Call& call, const v1::NudgeParticipantRequest& request, v1::Nudge& response) {
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();
  const auto user_id = ParseId<UserId>(request.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  if (!domain::IsWords(request.text(), domain::kLongestNudge)) return errors::InvalidField("text", kTextRule);

  if (auto status = CheckMayNudge(deps, call, *run_id, *user_id); !status.ok()) return status;
  const auto membership = LoadMembership(deps, call, *run_id, *user_id);
  if (!membership.ok()) return membership.status();
  if (membership->state != domain::Enrolment::kEnrolled) return errors::NotFound("participant");
  if (!store::MarkNudged(call.db(), *user_id, call.now())) {
    return errors::ResourceExhausted("NUDGED_TODAY", "this person was nudged in the last 24 hours: give them time",
                                     store::GetNudgedTime(call.db(), *user_id) + domain::kNudgeEvery - call.now());
  }
  const domain::Nudge nudge = Make(*run_id, *user_id, request.text(), call);
  store::InsertNudges(call.db(), {nudge});
  call.AfterCommit(deps.wake_relay);
  response = ToProto(nudge);
  return absl::OkStatus();
}

absl::Status NudgeSilent(Deps& deps, rpc::Call& call, const v1::NudgeSilentRequest& request, v1::NudgeSilentResponse& response) {
  const auto group_id = ParseId<GroupId>(request.group_id(), "group_id");
  if (!group_id.ok()) return group_id.status();
  errors::FieldErrors bad;
  bad.Check(request.silent_days() >= 1 && request.silent_days() <= domain::kMostSilentDays, "silent_days", "must be from 1 to 90");
  bad.Check(domain::IsWords(request.text(), domain::kLongestNudge), "text", kTextRule);
  if (!bad.ok()) return bad.status();

  const auto group = LoadGroup(deps, call, *group_id);
  if (!group.ok()) return group.status();
  store::Silence silence;
  silence.run_id = group->run_id;
  if (!group->is_plenary) silence.group_id = *group_id;
  silence.facilitator_id = call.user_id();
  silence.since = call.now() - absl::Hours(24) * request.silent_days();
  const store::SilentCount count = store::CountSilent(call.db(), silence, call.now());
  const int nudged = NudgeAll(call, group->run_id, store::ListSilent(call.db(), silence, call.now(), domain::kMostNudged), request.text());
  call.AfterCommit(deps.wake_relay);
  response.set_nudged_count(nudged);
  response.set_spared_count(static_cast<int>(count.spared));
  response.set_remaining_count(static_cast<int>(std::max<int64_t>(0, count.waiting - domain::kMostNudged)));
  return absl::OkStatus();
}

absl::Status GetNudge(Deps&, rpc::Call& call, const v1::GetNudgeRequest& request, v1::Nudge& response) {
  const auto id = ParseId<NudgeId>(request.nudge_id(), "nudge_id");
  if (!id.ok()) return id.status();
  const auto nudge = store::GetNudge(call.db(), *id);
  if (!nudge) return errors::NotFound("nudge");
  response = ToProto(*nudge);
  return absl::OkStatus();
}

}  // namespace parley::moderation::handlers

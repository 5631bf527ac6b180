#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "services/scheduling/domain/adoption.h"
#include "services/scheduling/domain/meeting.h"
#include "services/scheduling/handlers/access.h"
#include "services/scheduling/handlers/handlers.h"
#include "services/scheduling/handlers/plan_access.h"
#include "services/scheduling/store/meetings.h"
#include "services/scheduling/store/people.h"
#include "services/scheduling/store/planning.h"
#include "services/scheduling/store/plans.h"
#include "services/scheduling/store/runs.h"

namespace parley::scheduling::handlers {
namespace {

domain::Today LoadToday(rpc::Call& call, const domain::Run& run, const domain::Plan& plan) {
  domain::Today today;
  for (domain::Person& person : store::LoadPeople(call.db(), run.id, store::ListEnrolled(call.db(), run.id), call.now())) {
    if (person.languages.empty()) person.languages = run.working_languages;
    today.enrolled.emplace(person.id, std::move(person));
  }
  for (domain::Leader& leader : store::LoadLeaders(call.db(), run.id, call.now())) {
    if (leader.languages.empty()) leader.languages = run.working_languages;
    today.leaders.emplace(leader.id, std::move(leader));
  }
  today.seats = domain::SeatsFor(run.min_present, run.max_present, plan.expected_attendance);
  today.now = call.now();
  return today;
}

std::vector<domain::ProposedGroup> ReadGroups(const v1::PlanOutcome& outcome) {
  std::vector<domain::ProposedGroup> groups;
  for (const auto& proposed : outcome.groups()) {
    domain::ProposedGroup& group = groups.emplace_back();
    group.facilitator_id = UserId::Trusted(proposed.facilitator_id());
    group.language = proposed.language();
    for (const std::string& id : proposed.member_ids()) group.members.push_back(UserId::Trusted(id));
    for (const auto& meeting : proposed.meetings()) {
      group.meetings.push_back({rpc::FromProto(meeting.start_time()), rpc::FromProto(meeting.end_time())});
    }
  }
  return groups;
}

// The plan before makes room: nobody is in two groups of a run.
void SupersedeOther(rpc::Call& call, const RunId& run_id, absl::Time change_time) {
  auto other = store::GetAdoptedPlanForUpdate(call.db(), run_id);
  if (!other) return;
  for (domain::Meeting meeting : store::ListMeetingsOfRunForUpdate(call.db(), run_id)) {
    if (const auto cancelled = domain::Cancel(meeting, "", call.now()); cancelled.ok() && *cancelled) {
      store::SaveMeeting(call.db(), meeting, call.now());
    }
  }
  store::DissolveGroups(call.db(), run_id, change_time);
  domain::Supersede(*other);
  store::SavePlanState(call.db(), *other, call.now());
}

void InsertWhole(rpc::Call& call, const store::NewGroup& group, const domain::ProposedGroup& people, const v1::ProposedGroup& proposed,
                 absl::Time change_time) {
  store::InsertGroup(call.db(), group, call.now());
  store::InsertFacilitator(call.db(), group.run_id, group.id, people.facilitator_id, change_time);
  for (const UserId& member : people.members) store::InsertMember(call.db(), group.run_id, group.id, member, change_time);
  for (const auto& one : proposed.meetings()) {
    domain::Meeting meeting;
    meeting.id = MeetingId::New(call.now());
    meeting.group_id = group.id;
    meeting.run_id = group.run_id;
    meeting.module_id = ModuleId::Trusted(one.module_id());
    meeting.planned_meeting_id = PlannedMeetingId::Trusted(one.planned_meeting_id());
    meeting.start_time = rpc::FromProto(one.start_time());
    meeting.end_time = rpc::FromProto(one.end_time());
    store::InsertMeeting(call.db(), meeting, call.now());
  }
}

}  // namespace

absl::Status AdoptPlan(Deps& deps, rpc::Call& call, const v1::AdoptPlanRequest& request, v1::Plan& response) {
  if (auto status = CheckEtagShape(request.etag(), "etag"); !status.ok()) return status;
  auto plan = LoadOwnPlan(deps, call, request.plan_id());
  if (!plan.ok()) return plan.status();
  const auto run = store::GetRun(call.db(), plan->run_id);
  const auto shown = store::GetPlan(call.db(), plan->id);
  if (!run || !shown) return errors::NotFound("plan");

  if (auto status = domain::CheckEtag(request.etag(), plan->version); !status.ok()) return status;
  if (auto status = domain::Adopt(*plan); !status.ok()) return status;
  if (auto status = CheckPlannable(*run); !status.ok()) return status;
  const domain::Today today = LoadToday(call, *run, *plan);
  auto groups = ReadGroups(shown->outcome());
  if (auto status = domain::BringUpToDate(groups, today); !status.ok()) return status;

  const absl::Time change_time = store::NextChangeTime(call.db(), run->id, call.now());
  SupersedeOther(call, run->id, change_time);
  for (size_t i = 0; i < groups.size(); ++i) {
    const store::NewGroup group{GroupId::New(call.now()), run->id, plan->id, groups[i].language, today.seats};
    InsertWhole(call, group, groups[i], shown->outcome().groups(static_cast<int>(i)), change_time);
  }
  store::SavePlanState(call.db(), *plan, call.now());
  store::DeletePlacementsOfRun(call.db(), run->id);
  for (const auto& unplaced : shown->outcome().unplaced()) {
    const UserId user_id = UserId::Trusted(unplaced.user_id());
    if (today.enrolled.contains(user_id)) {
      store::PutPlacement(call.db(), run->id, user_id, static_cast<domain::Reason>(unplaced.reason()));
    }
  }
  store::AddMissingPlacements(call.db(), run->id);
  call.AfterCommit(deps.wake_relay);
  call.AfterCommit(deps.wake_upkeep);
  response = *store::GetPlan(call.db(), plan->id);
  return absl::OkStatus();
}

}  // namespace parley::scheduling::handlers

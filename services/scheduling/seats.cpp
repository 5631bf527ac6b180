#include "services/scheduling/seats.h"

#include "services/scheduling/domain/meeting.h"
#include "services/scheduling/domain/membership.h"
#include "services/scheduling/store/meetings.h"
#include "services/scheduling/store/people.h"
#include "services/scheduling/store/planning.h"
#include "services/scheduling/store/plans.h"
#include "services/scheduling/store/runs.h"

namespace parley::scheduling {
namespace {

// All that are not over.
void CancelMeetings(postgres::Session& db, const RunId& run_id, absl::Time now) {
  for (domain::Meeting meeting : store::ListMeetingsOfRunForUpdate(db, run_id)) {
    if (const auto cancelled = domain::Cancel(meeting, "", now); cancelled.ok() && *cancelled) store::SaveMeeting(db, meeting, now);
  }
}

}  // namespace

void SeatLatecomer(postgres::Session& db, const store::PendingPlacement& pending, absl::Time now) {
  const auto run = store::GetRunForUpdate(db, pending.run_id);
  if (!store::LockPlacement(db, pending.run_id, pending.user_id)) return;
  const auto membership = store::GetMembership(db, pending.run_id, pending.user_id);
  const bool wants_seat = run && domain::TakesPlans(*run) && domain::IsPlaceable(membership.state) &&
                          store::HasAdoptedPlan(db, pending.run_id) && !store::GetSeat(db, pending.run_id, pending.user_id);
  if (!wants_seat) return store::DeletePlacement(db, pending.run_id, pending.user_id);

  auto people = store::LoadPeople(db, pending.run_id, {pending.user_id}, now);
  if (people.empty()) return;  // not known yet: it stays pending
  domain::Person& person = people.front();
  if (person.languages.empty()) person.languages = run->working_languages;
  const auto choice = domain::ChooseGroup(person, store::ListStandingGroups(db, pending.run_id, now));
  if (const auto* group_id = std::get_if<GroupId>(&choice)) {
    store::InsertMember(db, pending.run_id, *group_id, pending.user_id, store::NextChangeTime(db, pending.run_id, now));
    store::DeletePlacement(db, pending.run_id, pending.user_id);
  } else {
    store::PutPlacement(db, pending.run_id, pending.user_id, std::get<domain::Reason>(choice));
  }
}

void FollowMembership(postgres::Session& db, const domain::Run& run, const UserId& user_id, bool is_placeable, bool keeps_seat,
                      absl::Time now) {
  if (is_placeable) {
    store::NotePerson(db, user_id);
    const bool late = domain::TakesPlans(run) && store::HasAdoptedPlan(db, run.id) && !store::GetSeat(db, run.id, user_id);
    if (late) store::PutPendingPlacement(db, run.id, user_id);
    return;
  }
  store::DeletePlacement(db, run.id, user_id);
  if (keeps_seat || !store::DeleteMember(db, run.id, user_id, store::NextChangeTime(db, run.id, now))) return;
  store::RenewPlacementsOfRun(db, run.id);
}

void EndRun(postgres::Session& db, const domain::Run& run, absl::Time now) {
  if (run.state == domain::RunState::kCancelled) CancelMeetings(db, run.id, now);
  store::DiscardPlansOfRun(db, run.id, now);
  store::DeletePlacementsOfRun(db, run.id);
}

int EndDueMeetings(postgres::Session& db, absl::Time now) {
  auto meetings = store::ListMeetingsToEndForUpdate(db, now);
  for (domain::Meeting& meeting : meetings) {
    domain::End(meeting);
    store::SaveMeeting(db, meeting, now);
  }
  return static_cast<int>(meetings.size());
}

}  // namespace parley::scheduling

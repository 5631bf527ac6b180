#include "services/scheduling/following.h"

#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/identity/v1/events.pb.h"
#include "services/scheduling/domain/membership.h"
#include "services/scheduling/seats.h"
#include "services/scheduling/store/facilitators.h"
#include "services/scheduling/store/groups.h"
#include "services/scheduling/store/people.h"
#include "services/scheduling/store/runs.h"

namespace parley::scheduling {
namespace {

using domain::RunState;
using postgres::Session;

absl::Status ApplyRunCreated(Session& db, const catalog::v1::RunCreated& event, absl::Time) {
  store::PutRun(db, event.run());
  return absl::OkStatus();
}

absl::Status ApplyRunOpened(Session& db, const catalog::v1::RunOpened& event, absl::Time) {
  store::RaiseRunState(db, RunId::Trusted(event.run_id()), RunState::kOpen);
  return absl::OkStatus();
}

absl::Status ApplyRunStarted(Session& db, const catalog::v1::RunStarted& event, absl::Time) {
  store::RaiseRunState(db, RunId::Trusted(event.run_id()), RunState::kRunning);
  return absl::OkStatus();
}

absl::Status ApplyRunEnd(Session& db, const std::string& run_id, RunState state, absl::Time now) {
  store::RaiseRunState(db, RunId::Trusted(run_id), state);
  if (const auto run = store::GetRunForUpdate(db, RunId::Trusted(run_id))) EndRun(db, *run, now);
  return absl::OkStatus();
}

absl::Status ApplyRunFinished(Session& db, const catalog::v1::RunFinished& event, absl::Time now) {
  return ApplyRunEnd(db, event.run_id(), RunState::kFinished, now);
}

absl::Status ApplyRunCancelled(Session& db, const catalog::v1::RunCancelled& event, absl::Time now) {
  return ApplyRunEnd(db, event.run_id(), RunState::kCancelled, now);
}

// The profile, and a seat for a latecomer, are looked for by the upkeep: a call is never made inside a transaction.
absl::Status ApplyEnrolmentChanged(Session& db, const catalog::v1::EnrolmentChanged& event, absl::Time now) {
  const RunId run_id = RunId::Trusted(event.run_id());
  const UserId user_id = UserId::Trusted(event.user_id());
  const auto run = store::GetRunForUpdate(db, run_id);
  const auto state = static_cast<domain::Enrolment>(event.state());
  if (!store::PutMembershipEvent(db, run_id, user_id, state, rpc::FromProto(event.change_time()))) return absl::OkStatus();
  if (run) {
    FollowMembership(db, *run, user_id, domain::IsPlaceable(state), domain::KeepsSeat(state), now);
  } else if (domain::IsPlaceable(state)) {
    store::NotePerson(db, user_id);
  }
  return absl::OkStatus();
}

// RoleGranted and RoleRevoked alike.
template <class Event>
absl::Status OnRole(Session& db, const Event& event, void (*apply)(Session&, const UserId&, const PartnerId&)) {
  if (event.role() != api::v1::ROLE_COORDINATOR) return absl::OkStatus();
  const auto user_id = ParseId<UserId>(event.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  const auto partner_id = ParseId<PartnerId>(event.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();
  apply(db, *user_id, *partner_id);
  return absl::OkStatus();
}

absl::Status ApplyRoleGranted(Session& db, const identity::v1::RoleGranted& event, absl::Time) {
  return OnRole(db, event, store::PutCoordinator);
}

// Who facilitates for a partner no more leads none of its runs and groups; without a partner, none at all.
absl::Status ApplyFacilitatorRevoked(Session& db, const identity::v1::RoleRevoked& event, absl::Time now) {
  const auto user_id = ParseId<UserId>(event.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  PartnerId partner_id;
  if (!event.partner_id().empty()) {
    auto parsed = ParseId<PartnerId>(event.partner_id(), "partner_id");
    if (!parsed.ok()) return parsed.status();
    partner_id = *std::move(parsed);
  }
  if (!store::NoteFacilitatorRevoked(db, *user_id, event.partner_id(), event.version())) return absl::OkStatus();
  for (const RunId& run_id : store::ListRunsOfFacilitator(db, *user_id, partner_id)) {
    if (!store::GetRunForUpdate(db, run_id)) continue;
    const absl::Time change_time = store::NextChangeTime(db, run_id, now);
    store::DeleteFacilitator(db, run_id, *user_id, change_time);
    store::DeleteRunFacilitator(db, run_id, *user_id, change_time);
  }
  return absl::OkStatus();
}

absl::Status ApplyRoleRevoked(Session& db, const identity::v1::RoleRevoked& event, absl::Time now) {
  if (event.role() == api::v1::ROLE_FACILITATOR) return ApplyFacilitatorRevoked(db, event, now);
  return OnRole(db, event, store::RemoveCoordinator);
}

absl::Status ApplyUserChanged(Session& db, const identity::v1::UserChanged& event, absl::Time) {
  store::NotePersonChanged(db, UserId::Trusted(event.user_id()), event.version());
  return absl::OkStatus();
}

}  // namespace

events::Following FollowCatalog() {
  return {"catalog",
          {events::On<catalog::v1::RunCreated>(ApplyRunCreated), events::On<catalog::v1::RunOpened>(ApplyRunOpened),
           events::On<catalog::v1::RunStarted>(ApplyRunStarted), events::OnLocking<catalog::v1::RunFinished>(ApplyRunFinished),
           events::OnLocking<catalog::v1::RunCancelled>(ApplyRunCancelled),
           events::OnLocking<catalog::v1::EnrolmentChanged>(ApplyEnrolmentChanged)}};
}

events::Following FollowIdentity() {
  return {"identity",
          {events::On<identity::v1::RoleGranted>(ApplyRoleGranted), events::On<identity::v1::RoleRevoked>(ApplyRoleRevoked),
           events::OnLocking<identity::v1::UserChanged>(ApplyUserChanged)}};
}

}  // namespace parley::scheduling

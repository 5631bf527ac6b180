#include "services/exchange/following.h"

#include "libs/rpc/time.h"
#include "parley/api/v1/role.pb.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/identity/v1/events.pb.h"
#include "parley/scheduling/v1/events.pb.h"
#include "services/exchange/domain/answering.h"
#include "services/exchange/store/groups.h"
#include "services/exchange/store/people.h"
#include "services/exchange/store/runs.h"
#include "services/exchange/store/videos.h"

namespace parley::exchange {
namespace {

using domain::ConsentState;
using domain::HoldSource;
using domain::State;
using identity::v1::Consent;
using postgres::Session;

absl::Status ApplyRunCreated(Session& db, const catalog::v1::RunCreated& event, absl::Time) {
  store::PutRun(db, event.run());
  return absl::OkStatus();
}

absl::Status ApplyRunOpened(Session& db, const catalog::v1::RunOpened& event, absl::Time) {
  store::RaiseRunState(db, RunId::Trusted(event.run_id()), domain::RunState::kOpen);
  return absl::OkStatus();
}

absl::Status ApplyRunStarted(Session& db, const catalog::v1::RunStarted& event, absl::Time) {
  store::RaiseRunState(db, RunId::Trusted(event.run_id()), domain::RunState::kRunning);
  return absl::OkStatus();
}

absl::Status ApplyRunFinished(Session& db, const catalog::v1::RunFinished& event, absl::Time) {
  store::RaiseRunState(db, RunId::Trusted(event.run_id()), domain::RunState::kFinished);
  return absl::OkStatus();
}

absl::Status ApplyRunCancelled(Session& db, const catalog::v1::RunCancelled& event, absl::Time) {
  store::RaiseRunState(db, RunId::Trusted(event.run_id()), domain::RunState::kCancelled);
  return absl::OkStatus();
}

absl::Status ApplyEnrolmentChanged(Session& db, const catalog::v1::EnrolmentChanged& event, absl::Time) {
  store::PutMembershipEvent(db, RunId::Trusted(event.run_id()), UserId::Trusted(event.user_id()),
                            static_cast<domain::Enrolment>(event.state()), rpc::FromProto(event.change_time()));
  return absl::OkStatus();
}

// Makes the holds of a person's videos agree with the consent that was told of, if it is what holds now. Of what came after it, which
// identity may have answered already, an event of its own will tell.
void ApplyConsent(Session& db, const UserId& user_id, ConsentState told, absl::Time update_time, absl::Time now) {
  if (store::PutConsentEvent(db, user_id, told, update_time) != told) return;
  const bool given = told == ConsentState::kGiven;
  for (const domain::Video& video : store::ListVideosOfAuthorForUpdate(db, user_id)) {
    if (given) {
      store::LiftHold(db, video, HoldSource::kConsent, now);
    } else if (video.state != State::kFailed && video.state != State::kWithdrawn) {
      store::PlaceHold(db, video, HoldSource::kConsent, "CONSENT_WITHDRAWN", now);
    }
  }
}

absl::Status ApplyConsentGiven(Session& db, const identity::v1::ConsentGiven& event, absl::Time now) {
  if (event.kind() != Consent::KIND_VIDEO_PUBLICATION) return absl::OkStatus();
  ApplyConsent(db, UserId::Trusted(event.user_id()), ConsentState::kGiven, rpc::FromProto(event.give_time()), now);
  return absl::OkStatus();
}

absl::Status ApplyConsentWithdrawn(Session& db, const identity::v1::ConsentWithdrawn& event, absl::Time now) {
  if (event.kind() != Consent::KIND_VIDEO_PUBLICATION) return absl::OkStatus();
  ApplyConsent(db, UserId::Trusted(event.user_id()), ConsentState::kWithdrawn, rpc::FromProto(event.withdraw_time()), now);
  return absl::OkStatus();
}

// The name is asked for by the upkeep: a call is never made inside a transaction.
absl::Status ApplyUserChanged(Session& db, const identity::v1::UserChanged& event, absl::Time) {
  store::NotePersonChanged(db, UserId::Trusted(event.user_id()), event.version());
  return absl::OkStatus();
}

// RoleGranted and RoleRevoked alike.
template <class Event>
absl::Status OnRole(Session& db, const Event& event, void (*apply)(Session&, const UserId&, const PartnerId&)) {
  if (event.role() != api::v1::ROLE_COORDINATOR) return absl::OkStatus();
  apply(db, UserId::Trusted(event.user_id()), PartnerId::Trusted(event.partner_id()));
  return absl::OkStatus();
}

absl::Status ApplyRoleGranted(Session& db, const identity::v1::RoleGranted& event, absl::Time) {
  return OnRole(db, event, store::PutCoordinator);
}

absl::Status ApplyRoleRevoked(Session& db, const identity::v1::RoleRevoked& event, absl::Time) {
  return OnRole(db, event, store::RemoveCoordinator);
}

absl::Status ApplyGroupCreated(Session& db, const scheduling::v1::GroupCreated& event, absl::Time) {
  store::PutGroup(db, GroupId::Trusted(event.group_id()), RunId::Trusted(event.run_id()));
  return absl::OkStatus();
}

// A group that is dissolved ends by its last member's leaving.
absl::Status ApplyGroupMemberChanged(Session& db, const scheduling::v1::GroupMemberChanged& event, absl::Time) {
  const auto apply = event.is_member() ? store::JoinGroup : store::LeaveGroup;
  apply(db, RunId::Trusted(event.run_id()), UserId::Trusted(event.user_id()), GroupId::Trusted(event.group_id()),
        rpc::FromProto(event.change_time()));
  return absl::OkStatus();
}

absl::Status ApplyRunFacilitatorChanged(Session& db, const scheduling::v1::RunFacilitatorChanged& event, absl::Time) {
  store::PutFacilitator(db, event.run_id(), UserId::Trusted(event.user_id()), event.is_facilitator(), rpc::FromProto(event.change_time()));
  return absl::OkStatus();
}

absl::Status ApplyGroupFacilitatorChanged(Session& db, const scheduling::v1::GroupFacilitatorChanged& event, absl::Time) {
  store::PutFacilitator(db, event.group_id(), UserId::Trusted(event.user_id()), event.is_facilitator(),
                        rpc::FromProto(event.change_time()));
  return absl::OkStatus();
}

}  // namespace

events::Following FollowCatalog() {
  return {"catalog",
          {events::On<catalog::v1::RunCreated>(ApplyRunCreated), events::On<catalog::v1::RunOpened>(ApplyRunOpened),
           events::On<catalog::v1::RunStarted>(ApplyRunStarted), events::On<catalog::v1::RunFinished>(ApplyRunFinished),
           events::On<catalog::v1::RunCancelled>(ApplyRunCancelled), events::On<catalog::v1::EnrolmentChanged>(ApplyEnrolmentChanged)}};
}

events::Following FollowIdentity() {
  return {
      "identity",
      {events::OnLocking<identity::v1::ConsentGiven>(ApplyConsentGiven),
       events::OnLocking<identity::v1::ConsentWithdrawn>(ApplyConsentWithdrawn), events::On<identity::v1::UserChanged>(ApplyUserChanged),
       events::On<identity::v1::RoleGranted>(ApplyRoleGranted), events::On<identity::v1::RoleRevoked>(ApplyRoleRevoked)}};
}

events::Following FollowScheduling() {
  return {
      "scheduling",
      {events::On<scheduling::v1::GroupCreated>(ApplyGroupCreated), events::On<scheduling::v1::GroupMemberChanged>(ApplyGroupMemberChanged),
       events::On<scheduling::v1::RunFacilitatorChanged>(ApplyRunFacilitatorChanged),
       events::On<scheduling::v1::GroupFacilitatorChanged>(ApplyGroupFacilitatorChanged)}};
}

}  // namespace parley::exchange

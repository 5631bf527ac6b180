#include "services/exchange/owners.h"

#include <map>

#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/catalog_service.pb.h"
#include "parley/catalog/v1/internal.pb.h"
#include "parley/identity/v1/internal.pb.h"
#include "parley/scheduling/v1/internal.pb.h"
#include "services/exchange/store/groups.h"
#include "services/exchange/store/runs.h"

namespace parley::exchange {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(3);

absl::Status OwnerUnavailable(const std::string& owner, const absl::Status& status) {
  log::Warning("could not ask the owner", {{"owner", owner}, {"error", status.ToString()}});
  return errors::Unavailable("OWNER_UNAVAILABLE", "a part of the service does not answer now: try again in a moment");
}

}  // namespace

absl::Status Owners::AskRun(postgres::Session& db, const RunId& id) {
  catalog::v1::GetRunRequest request;
  request.set_run_id(id.text());
  catalog::v1::Run run;
  const absl::Status status = catalog_->Call("/parley.catalog.v1.CatalogService/GetRun", request, run, kPatience);
  if (absl::IsNotFound(status)) return errors::NotFound("run");
  if (!status.ok()) return OwnerUnavailable("catalog", status);
  store::PutRun(db, run);
  return absl::OkStatus();
}

absl::Status Owners::AskMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Membership& seen,
                                   absl::Time now) {
  catalog::v1::GetMembershipRequest request;
  request.set_run_id(run_id.text());
  request.set_user_id(user_id.text());
  catalog::v1::Membership membership;
  const absl::Status status = catalog_->Call("/parley.catalog.v1.CatalogInternalService/GetMembership", request, membership, kPatience);
  if (!status.ok() && !absl::IsNotFound(status)) {
    if (seen.state == domain::Enrolment::kNone) return OwnerUnavailable("catalog", status);
    store::NoteMembershipCheck(db, run_id, user_id, now);
    return absl::OkStatus();
  }
  domain::Membership answer{.check_time = now};
  if (status.ok()) answer.state = static_cast<domain::Enrolment>(membership.state());
  if (membership.has_change_time()) answer.change_time = rpc::FromProto(membership.change_time());
  store::PutMembershipAnswer(db, run_id, user_id, answer, seen);
  return absl::OkStatus();
}

absl::Status Owners::AskPlace(postgres::Session& db, const UserId& user_id, const domain::Place& seen, const GroupId& group_id,
                              absl::Time now) {
  if (domain::ShouldAsk(seen.membership, now)) {
    if (auto status = AskMembership(db, seen.run_id, user_id, seen.membership, now); !status.ok()) return status;
  }
  const domain::Place place = store::GetPlace(db, seen.run_id, user_id);
  const bool takes_part = domain::MayTakePart(place.membership);
  return takes_part && domain::ShouldAsk(place, group_id, now) ? AskSeat(db, user_id, place, now) : absl::OkStatus();
}

absl::Status Owners::AskSeat(postgres::Session& db, const UserId& user_id, const domain::Place& seen, absl::Time now) {
  scheduling::v1::GetSeatRequest request;
  request.set_run_id(seen.run_id.text());
  request.set_user_id(user_id.text());
  scheduling::v1::Seat seat;
  const absl::Status status = scheduling_->Call("/parley.scheduling.v1.SchedulingInternalService/GetSeat", request, seat, kPatience);
  if (!status.ok()) {
    const bool heard = seen.seat.change_time != absl::InfinitePast() || seen.seat.check_time != absl::InfinitePast();
    if (!heard) return OwnerUnavailable("scheduling", status);
    store::NoteSeatCheck(db, seen.run_id, user_id, now);
    return absl::OkStatus();
  }
  domain::Seat answer{.group_id = GroupId::Trusted(seat.group_id()), .check_time = now};
  if (seat.has_join_time()) answer.change_time = rpc::FromProto(seat.join_time());
  if (!answer.group_id.empty()) store::PutGroup(db, answer.group_id, seen.run_id);
  store::PutSeatAnswer(db, seen.run_id, user_id, answer, seen.seat);
  return absl::OkStatus();
}

absl::Status Owners::AskGroup(postgres::Session& db, const GroupId& id) {
  scheduling::v1::GetGroupRunRequest request;
  request.set_group_id(id.text());
  scheduling::v1::GroupRun run;
  const absl::Status status = scheduling_->Call("/parley.scheduling.v1.SchedulingInternalService/GetGroupRun", request, run, kPatience);
  if (absl::IsNotFound(status)) return errors::NotFound("group");
  if (!status.ok()) return OwnerUnavailable("scheduling", status);
  store::PutGroup(db, id, RunId::Trusted(run.run_id()));
  return absl::OkStatus();
}

absl::Status Owners::AskConsent(postgres::Session& db, const UserId& user_id, absl::Time now) {
  identity::v1::GetConsentRequest request;
  request.set_user_id(user_id.text());
  request.set_kind(identity::v1::Consent::KIND_VIDEO_PUBLICATION);
  identity::v1::Consent consent;
  const absl::Status status = identity_->Call("/parley.identity.v1.IdentityInternalService/GetConsent", request, consent, kPatience);
  if (!status.ok()) return OwnerUnavailable("identity", status);
  const absl::Time update_time = consent.has_update_time() ? rpc::FromProto(consent.update_time()) : absl::InfinitePast();
  store::PutConsentAnswer(db, user_id, static_cast<domain::ConsentState>(consent.state()), update_time, now);
  return absl::OkStatus();
}

absl::Status Owners::AskProfile(postgres::Session& db, const UserId& user_id) {
  return AskProfiles(db, {{user_id, store::GetPersonChanges(db, user_id)}});
}

absl::StatusOr<int> Owners::RefreshProfiles(postgres::Session& db) {
  const auto people = store::ListStalePeople(db, 100);
  if (people.empty()) return 0;
  if (auto status = AskProfiles(db, people); !status.ok()) return status;
  return static_cast<int>(people.size());
}

absl::Status Owners::AskProfiles(postgres::Session& db, const std::vector<store::StalePerson>& people) {
  identity::v1::BatchGetProfilesRequest request;
  for (const auto& person : people) request.add_user_ids(person.user_id.text());
  identity::v1::BatchGetProfilesResponse response;
  const absl::Status status = identity_->Call("/parley.identity.v1.IdentityInternalService/BatchGetProfiles", request, response, kPatience);
  if (!status.ok()) return OwnerUnavailable("identity", status);
  std::map<std::string, identity::v1::Profile> profiles;
  for (const auto& profile : response.profiles()) profiles[profile.user_id()] = profile;
  for (const auto& person : people) {
    // Somebody identity no longer knows loses the name here too.
    identity::v1::Profile& profile = profiles[person.user_id.text()];
    profile.set_user_id(person.user_id.text());
    store::PutProfile(db, profile, person.changes);
  }
  return absl::OkStatus();
}

}  // namespace parley::exchange

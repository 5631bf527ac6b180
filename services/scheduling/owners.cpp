#include "services/scheduling/owners.h"

#include <map>

#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/catalog_service.pb.h"
#include "parley/catalog/v1/internal.pb.h"
#include "parley/identity/v1/internal.pb.h"
#include "services/scheduling/store/people.h"
#include "services/scheduling/store/runs.h"

namespace parley::scheduling {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(3);
constexpr int kMostProfiles = 500;

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
  // The profile first: who sees the place finds the person noted.
  if (domain::IsPlaceable(answer.state)) store::NotePerson(db, user_id);
  store::PutMembershipAnswer(db, run_id, user_id, answer, seen);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<PartnerId>> Owners::AskCoordinatorPartners(const UserId& user_id) {
  identity::v1::ListCoordinatorPartnersRequest request;
  request.set_user_id(user_id.text());
  identity::v1::ListCoordinatorPartnersResponse response;
  const absl::Status status =
      identity_->Call("/parley.identity.v1.IdentityInternalService/ListCoordinatorPartners", request, response, kPatience);
  if (!status.ok()) return OwnerUnavailable("identity", status);
  std::vector<PartnerId> partners;
  for (const std::string& text : response.partner_ids()) {
    auto id = ParseId<PartnerId>(text, "partner_ids");
    if (!id.ok()) return id.status();
    partners.push_back(*std::move(id));
  }
  return partners;
}

absl::StatusOr<int> Owners::RefreshProfiles(postgres::Session& db) {
  const auto people = store::ListStalePeople(db, kMostProfiles);
  if (people.empty()) return 0;
  identity::v1::BatchGetPlanningProfilesRequest request;
  for (const auto& person : people) request.add_user_ids(person.user_id.text());
  identity::v1::BatchGetPlanningProfilesResponse response;
  const absl::Status status =
      identity_->Call("/parley.identity.v1.IdentityInternalService/BatchGetPlanningProfiles", request, response, kPatience);
  if (!status.ok()) return OwnerUnavailable("identity", status);
  std::map<std::string, identity::v1::PlanningProfile> profiles;
  for (const auto& profile : response.profiles()) profiles[profile.user_id()] = profile;
  for (const auto& person : people) {
    // Of somebody identity no longer knows, nothing is known here either.
    identity::v1::PlanningProfile& profile = profiles[person.user_id.text()];
    profile.set_user_id(person.user_id.text());
    store::PutPlanningProfile(db, profile, person.changes);
  }
  return static_cast<int>(people.size());
}

}  // namespace parley::scheduling

#include "services/exchange/owners.h"

#include <map>

#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/catalog_service.pb.h"
#include "parley/catalog/v1/internal.pb.h"
#include "parley/identity/v1/internal.pb.h"
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
  const auto state = status.ok() ? static_cast<domain::Enrolment>(membership.state()) : domain::Enrolment::kNone;
  store::PutMembershipAnswer(db, run_id, user_id, state, seen, now);
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

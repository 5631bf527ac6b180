#include "libs/errors/error.h"
#include "services/identity/handlers/answers.h"
#include "services/identity/handlers/handlers.h"
#include "services/identity/store/users.h"

namespace parley::identity::handlers {
namespace {

constexpr int kMaxBatch = 500;

absl::StatusOr<std::vector<UserId>> ReadIds(const google::protobuf::RepeatedPtrField<std::string>& texts) {
  if (texts.empty() || texts.size() > kMaxBatch) return errors::InvalidField("user_ids", "must be 1 to 500 UUIDs");
  std::vector<UserId> ids;
  for (int i = 0; i < texts.size(); ++i) {
    auto id = ParseId<UserId>(texts[i], "user_ids[" + std::to_string(i) + "]");
    if (!id.ok()) return id.status();
    ids.push_back(*std::move(id));
  }
  return ids;
}

}  // namespace

absl::Status BatchGetContacts(Deps&, rpc::Call& call, const v1::BatchGetContactsRequest& request, v1::BatchGetContactsResponse& response) {
  const auto ids = ReadIds(request.user_ids());
  if (!ids.ok()) return ids.status();
  for (const domain::User& user : store::ListUsers(call.db(), *ids)) *response.add_contacts() = ToContact(user);
  return absl::OkStatus();
}

absl::Status BatchGetProfiles(Deps&, rpc::Call& call, const v1::BatchGetProfilesRequest& request, v1::BatchGetProfilesResponse& response) {
  const auto ids = ReadIds(request.user_ids());
  if (!ids.ok()) return ids.status();
  for (const domain::User& user : store::ListUsers(call.db(), *ids)) *response.add_profiles() = ToProfile(user);
  return absl::OkStatus();
}

absl::Status BatchGetPlanningProfiles(Deps&, rpc::Call& call, const v1::BatchGetPlanningProfilesRequest& request,
                                      v1::BatchGetPlanningProfilesResponse& response) {
  const auto ids = ReadIds(request.user_ids());
  if (!ids.ok()) return ids.status();
  for (const domain::User& user : store::ListUsers(call.db(), *ids)) *response.add_profiles() = ToPlanningProfile(user);
  return absl::OkStatus();
}

absl::Status ListCoordinatorPartners(Deps&, rpc::Call& call, const v1::ListCoordinatorPartnersRequest& request,
                                     v1::ListCoordinatorPartnersResponse& response) {
  const auto user_id = ParseId<UserId>(request.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  for (const PartnerId& partner_id : store::ListCoordinatorPartners(call.db(), *user_id)) response.add_partner_ids(partner_id.text());
  return absl::OkStatus();
}

}  // namespace parley::identity::handlers

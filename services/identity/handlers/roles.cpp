#include "libs/errors/error.h"
#include "services/identity/domain/invitation.h"
#include "services/identity/domain/session.h"
#include "services/identity/handlers/handlers.h"
#include "services/identity/store/revocations.h"
#include "services/identity/store/users.h"

namespace parley::identity::handlers {
namespace {

// A role of somebody, at a partner or without one.
struct Post {
  Email email;
  auth::Role role = auth::Role::kFacilitator;
  PartnerId partner_id;
};

// The shape that granting and revoking have in common.
template <class Request>
absl::StatusOr<Post> ReadPost(const Request& request) {
  const auto email = ParseEmail(request.email());
  const bool is_coordinator = request.role() == api::v1::ROLE_COORDINATOR;
  const bool may_have_partner = is_coordinator || request.role() == api::v1::ROLE_FACILITATOR;
  const bool has_partner = !request.partner_id().empty();
  errors::FieldErrors bad;
  bad.Check(email.has_value(), "email", "must be an e-mail address such as name@example.org, of 3 to 254 characters");
  bad.Check(request.role() != api::v1::ROLE_UNSPECIFIED && api::v1::Role_IsValid(request.role()), "role", "must be a role");
  bad.Check(has_partner || !is_coordinator, "partner_id", "must be the UUID of the coordinator's partner");
  bad.Check(!has_partner || may_have_partner, "partner_id", "must be empty: only coordinators and facilitators have a partner");
  bad.Check(!has_partner || IsUuid(request.partner_id()), "partner_id", "must be a UUID");
  if (!bad.ok()) return bad.status();
  Post post{*email, static_cast<auth::Role>(request.role()), {}};
  if (!has_partner) return post;
  auto partner_id = ParseId<PartnerId>(request.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();
  post.partner_id = *std::move(partner_id);
  return post;
}

}  // namespace

absl::Status GrantRole(Deps& deps, rpc::Call& call, const v1::GrantRoleRequest& request, v1::GrantRoleResponse& response) {
  const auto post = ReadPost(request);
  if (!post.ok()) return post.status();

  domain::User user = store::GetOrCreateUser(call.db(), post->email, {"en", "UTC"}, call.now());
  store::GrantRole(call.db(), user, post->role, post->partner_id, call.now());
  call.AfterCommit(deps.wake_relay);
  response.set_user_id(user.id.text());
  return absl::OkStatus();
}

absl::Status RevokeRole(Deps& deps, rpc::Call& call, const v1::RevokeRoleRequest& request, v1::RevokeRoleResponse&) {
  const auto post = ReadPost(request);
  if (!post.ok()) return post.status();

  const bool is_operator = store::HoldsRole(call.db(), call.user_id(), auth::Role::kOperator, {});
  const bool coordinates =
      !post->partner_id.empty() && store::HoldsRole(call.db(), call.user_id(), auth::Role::kCoordinator, post->partner_id);
  if (auto allowed = domain::MayRevoke({is_operator, coordinates}, post->role, !post->partner_id.empty()); !allowed.ok()) return allowed;

  auto user = store::GetUserOfAddressForUpdate(call.db(), post->email);
  if (!user) return absl::OkStatus();
  store::RevokeRole(call.db(), *user, post->role, post->partner_id, call.now());
  call.AfterCommit(deps.wake_relay);
  return absl::OkStatus();
}

absl::Status ListRevocations(Deps&, rpc::Call& call, const v1::ListRevocationsRequest&, v1::ListRevocationsResponse& response) {
  for (const auto& [subject_id, version] : store::ListRevocations(call.db(), call.now() - domain::kStaleTokenLife)) {
    v1::Revocation& added = *response.add_revocations();
    added.set_subject_id(subject_id);
    added.set_version(version);
  }
  return absl::OkStatus();
}

}  // namespace parley::identity::handlers

#include "libs/errors/error.h"
#include "services/identity/domain/invitation.h"
#include "services/identity/domain/session.h"
#include "services/identity/handlers/answers.h"
#include "services/identity/handlers/handlers.h"
#include "services/identity/handlers/inviter.h"
#include "services/identity/store/revocations.h"
#include "services/identity/store/users.h"

namespace parley::identity::handlers {
namespace {

constexpr int kDefaultPage = 50;

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

// Whose roles are asked for.
struct Wanted {
  PartnerId partner_id;
  std::optional<auth::Role> role;
};

absl::StatusOr<Wanted> ReadWanted(const v1::ListRoleHoldersRequest& request) {
  auto partner_id = ParseId<PartnerId>(request.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();
  Wanted wanted{*std::move(partner_id), std::nullopt};
  if (request.role() == api::v1::ROLE_UNSPECIFIED) return wanted;
  wanted.role = static_cast<auth::Role>(request.role());
  const bool is_known = api::v1::Role_IsValid(request.role());
  if (is_known && domain::IsOfPartner(*wanted.role)) return wanted;
  return errors::InvalidField("role", "must be ROLE_FACILITATOR or ROLE_COORDINATOR, or left out: only they have a partner");
}

// What a page token holds: the last holder shown.
std::string WriteKey(const store::RoleHolder& last) { return last.user.id.text() + ":" + std::to_string(static_cast<int>(last.role)); }

store::RoleHolderKey ReadKey(const std::string& cursor) {
  const size_t colon = cursor.find(':');
  if (colon == std::string::npos) return {};
  return {UserId::Trusted(cursor.substr(0, colon)), static_cast<auth::Role>(std::stoi(cursor.substr(colon + 1)))};
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

  const domain::Inviter by = LoadInviter(call, post->partner_id);
  if (auto allowed = domain::MayRevoke(by, post->role, !post->partner_id.empty()); !allowed.ok()) return allowed;

  auto user = store::GetUserOfAddressForUpdate(call.db(), post->email);
  if (!user) return absl::OkStatus();
  store::RevokeRole(call.db(), *user, post->role, post->partner_id, call.now());
  call.AfterCommit(deps.wake_relay);
  return absl::OkStatus();
}

absl::Status ListRoleHolders(Deps& deps, rpc::Call& call, const v1::ListRoleHoldersRequest& request,
                             v1::ListRoleHoldersResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kDefaultPage);
  if (!page_size.ok()) return page_size.status();
  const auto wanted = ReadWanted(request);
  if (!wanted.ok()) return wanted.status();
  const std::string scope = "role-holders:" + wanted->partner_id.text() + ":" + std::to_string(request.role());
  const auto cursor = deps.page_tokens.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  const domain::Inviter by = LoadInviter(call, wanted->partner_id);
  if (!by.is_operator && !by.coordinates_partner) return errors::NotFound("partner");

  auto holders = store::ListRoleHolders(call.db(), wanted->partner_id, wanted->role, ReadKey(*cursor), *page_size + 1);
  if (static_cast<int>(holders.size()) > *page_size) {
    holders.pop_back();
    response.set_next_page_token(deps.page_tokens.Encode(scope, WriteKey(holders.back())));
  }
  for (const store::RoleHolder& holder : holders) *response.add_role_holders() = ToProto(holder);
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

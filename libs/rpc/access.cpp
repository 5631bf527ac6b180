#include "libs/rpc/access.h"

#include <algorithm>

#include "libs/errors/error.h"

namespace parley::rpc {

bool Caller::HasRole(auth::Role role) const { return user && std::find(user->roles.begin(), user->roles.end(), role) != user->roles.end(); }

namespace {

// A client's token is never a user's: it opens only what names one of its scopes.
absl::Status CheckClient(const api::v1::Access& access, const auth::ClientClaims& client) {
  const auto& open_to = access.api_client_scopes();
  const bool has_scope = std::any_of(client.scopes.begin(), client.scopes.end(), [&](const std::string& scope) {
    return std::find(open_to.begin(), open_to.end(), scope) != open_to.end();
  });
  if (has_scope) return absl::OkStatus();
  return errors::PermissionDenied("SCOPE_REQUIRED", "this API client has no scope for this method");
}

absl::Status CheckUser(const api::v1::Access& access, const Caller& caller) {
  const auto& roles = access.roles();
  const bool has_role = std::any_of(roles.begin(), roles.end(), [&](int role) { return caller.HasRole(static_cast<auth::Role>(role)); });
  if (has_role || (access.signed_in() && roles.empty())) return absl::OkStatus();
  if (roles.empty()) return errors::PermissionDenied("CLIENT_REQUIRED", "this is for API clients");
  return errors::PermissionDenied("ROLE_REQUIRED", "this is for people with another role");
}

}  // namespace

bool NeedsToken(const api::v1::Access& access) {
  return access.signed_in() || !access.roles().empty() || !access.api_client_scopes().empty();
}

absl::Status CheckService(const api::v1::Access& access, const Caller& caller) {
  const auto& services = access.services();
  if (services.empty() || std::find(services.begin(), services.end(), caller.service) != services.end()) return absl::OkStatus();
  return errors::PermissionDenied("SERVICE_NOT_ALLOWED", "this method is not for " + caller.service);
}

absl::Status CheckBearer(const api::v1::Access& access, const Caller& caller) {
  if (NeedsToken(access)) {
    if (caller.client) return CheckClient(access, *caller.client);
    if (caller.user) return CheckUser(access, caller);
    return errors::Unauthenticated("SIGN_IN_REQUIRED", "sign in first");
  }
  if (access.public_() || !access.services().empty()) return absl::OkStatus();
  return errors::PermissionDenied("NOT_ALLOWED", "nobody may call this method");
}

}  // namespace parley::rpc

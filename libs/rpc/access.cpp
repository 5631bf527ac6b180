#include "libs/rpc/access.h"

#include <algorithm>

#include "libs/errors/error.h"

namespace parley::rpc {

bool Caller::HasRole(auth::Role role) const { return user && std::find(user->roles.begin(), user->roles.end(), role) != user->roles.end(); }

bool NeedsUser(const api::v1::Access& access) { return access.signed_in() || !access.roles().empty(); }

absl::Status CheckService(const api::v1::Access& access, const Caller& caller) {
  const auto& services = access.services();
  if (services.empty() || std::find(services.begin(), services.end(), caller.service) != services.end()) return absl::OkStatus();
  return errors::PermissionDenied("SERVICE_NOT_ALLOWED", "this method is not for " + caller.service);
}

absl::Status CheckUser(const api::v1::Access& access, const Caller& caller) {
  if (NeedsUser(access)) {
    if (!caller.user) return errors::Unauthenticated("SIGN_IN_REQUIRED", "sign in first");
    const auto& roles = access.roles();
    const bool has_role = std::any_of(roles.begin(), roles.end(), [&](int role) { return caller.HasRole(static_cast<auth::Role>(role)); });
    if (roles.empty() || has_role) return absl::OkStatus();
    return errors::PermissionDenied("ROLE_REQUIRED", "this is for people with another role");
  }
  if (access.public_() || !access.services().empty()) return absl::OkStatus();
  return errors::PermissionDenied("NOT_ALLOWED", "nobody may call this method");
}

}  // namespace parley::rpc

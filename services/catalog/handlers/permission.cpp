#include "services/catalog/handlers/permission.h"

#include <algorithm>

#include "libs/errors/error.h"
#include "services/catalog/store/courses.h"

namespace parley::catalog::handlers {

absl::Status RequireCoordinator(Deps& deps, rpc::Call& call, const PartnerId& partner_id, const std::string& what) {
  if (call.caller().IsClientOf(partner_id)) return absl::OkStatus();
  if (!call.caller().HasRole(auth::Role::kCoordinator)) return errors::NotFound(what);
  if (store::IsCoordinator(call.db(), call.user_id(), partner_id)) return absl::OkStatus();
  const auto* partners = call.answered<std::vector<PartnerId>>();
  if (partners == nullptr) {
    return call.Ask<std::vector<PartnerId>>([&deps, user_id = call.user_id()] { return deps.ask_coordinator_partners(user_id); });
  }
  return std::find(partners->begin(), partners->end(), partner_id) != partners->end() ? absl::OkStatus() : errors::NotFound(what);
}

}  // namespace parley::catalog::handlers

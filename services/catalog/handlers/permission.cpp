#include "services/catalog/handlers/permission.h"

#include "libs/errors/error.h"
#include "services/catalog/store/courses.h"

namespace parley::catalog::handlers {

absl::Status RequireCoordinator(Deps& deps, rpc::Call& call, const PartnerId& partner_id, const std::string& what) {
  if (call.caller().IsClientOf(partner_id)) return absl::OkStatus();
  if (!call.caller().HasRole(auth::Role::kCoordinator)) return errors::NotFound(what);
  if (store::IsCoordinator(call.db(), call.user_id(), partner_id)) return absl::OkStatus();
  return call.Outside([&deps, user_id = call.user_id(), partner_id, what](postgres::Session& db) -> absl::Status {
    const auto partners = deps.ask_coordinator_partners(user_id);
    if (!partners.ok()) return partners.status();
    bool is_coordinator = false;
    for (const PartnerId& each : *partners) {
      store::PutCoordinator(db, user_id, each);
      is_coordinator |= each == partner_id;
    }
    return is_coordinator ? absl::OkStatus() : errors::NotFound(what);
  });
}

}  // namespace parley::catalog::handlers

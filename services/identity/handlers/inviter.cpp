#include "services/identity/handlers/inviter.h"

#include "services/identity/store/users.h"

namespace parley::identity::handlers {

domain::Inviter LoadInviter(rpc::Call& call, const PartnerId& partner_id) {
  return {store::HoldsRole(call.db(), call.user_id(), auth::Role::kOperator, {}),
          !partner_id.empty() && store::HoldsRole(call.db(), call.user_id(), auth::Role::kCoordinator, partner_id)};
}

}  // namespace parley::identity::handlers

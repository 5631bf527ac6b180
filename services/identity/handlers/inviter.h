#pragma once

#include "libs/rpc/call.h"
#include "services/identity/domain/invitation.h"

namespace parley::identity::handlers {

// What the caller is now to a partner (empty: to none), whatever their token says.
domain::Inviter LoadInviter(rpc::Call& call, const PartnerId& partner_id);

}  // namespace parley::identity::handlers

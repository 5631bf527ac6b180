#pragma once

#include "absl/status/status.h"
#include "libs/rpc/call.h"
#include "parley/api/v1/access.pb.h"

namespace parley::rpc {

// Whether a method of this access is for users or API clients, so that a valid token is needed.
bool NeedsToken(const api::v1::Access& access);

// PERMISSION_DENIED (SERVICE_NOT_ALLOWED) when the method is not for the service at the other end.
absl::Status CheckService(const api::v1::Access& access, const Caller& caller);

// UNAUTHENTICATED (SIGN_IN_REQUIRED), PERMISSION_DENIED (ROLE_REQUIRED, SCOPE_REQUIRED, CLIENT_REQUIRED, NOT_ALLOWED).
absl::Status CheckBearer(const api::v1::Access& access, const Caller& caller);

}  // namespace parley::rpc

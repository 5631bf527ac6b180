#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/auth/token.h"

// Tokens that say more than is true by now. Below which version whose are (auth::Revocations): a user's; or a session's, which has version
// 0 for ever, as a client's has, and is stale below 1 once it ended.
namespace parley::auth {

bool IsStale(const Bearer& bearer, const Revocations& revocations);

// UNAUTHENTICATED (TOKEN_STALE).
absl::Status StaleToken();
bool IsStaleToken(const absl::Status& status);

// What a token says that somebody else has verified: it may be forged otherwise. INVALID_ARGUMENT for what is none.
absl::StatusOr<Bearer> ReadVerified(std::string_view token);

}  // namespace parley::auth

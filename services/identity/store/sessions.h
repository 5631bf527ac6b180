#pragma once

#include <optional>
#include <string>

#include "libs/postgres/connection.h"
#include "services/identity/domain/session.h"

namespace parley::identity::store {

void InsertSession(postgres::Session& db, const SessionId& id, const UserId& user_id, absl::Time now, absl::Time expire_time);
// Ending an ended or unknown session changes nothing.
void EndSession(postgres::Session& db, const SessionId& id, absl::Time now);

// Stores the hash of a session's newest refresh token; the session lasts as long as it.
void AddRefreshToken(postgres::Session& db, const SessionId& id, const std::string& token, absl::Time now, absl::Time expire_time);
// The token, with its session locked.
std::optional<domain::RefreshToken> GetRefreshTokenForUpdate(postgres::Session& db, const std::string& token);
void RotateRefreshToken(postgres::Session& db, const std::string& token, absl::Time now);

// Removes tokens and sessions that expired before `before`.
void DeleteOldSessions(postgres::Session& db, absl::Time before);

}  // namespace parley::identity::store

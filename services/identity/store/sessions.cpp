#include "services/identity/store/sessions.h"

#include "services/identity/domain/secret.h"
#include "services/identity/sql.h"

namespace parley::identity::store {
namespace {

postgres::Bytes Hash(const std::string& token) { return {domain::SecretHash(token)}; }

}  // namespace

void InsertSession(postgres::Session& db, const SessionId& id, const UserId& user_id, absl::Time now, absl::Time expire_time) {
  db.Defer(sql::kInsertSession, id, user_id, now, expire_time);
}

void EndSession(postgres::Session& db, const SessionId& id, absl::Time now) { db.Defer(sql::kEndSession, id, now); }

void AddRefreshToken(postgres::Session& db, const SessionId& id, const std::string& token, absl::Time now, absl::Time expire_time) {
  db.Defer(sql::kInsertRefreshToken, Hash(token), id, now, expire_time);
  db.Defer(sql::kExtendSession, id, expire_time);
}

std::optional<domain::RefreshToken> GetRefreshTokenForUpdate(postgres::Session& db, const std::string& token) {
  const postgres::Result result = db.Execute(sql::kGetRefreshTokenForUpdate, Hash(token));
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  domain::RefreshToken found;
  found.session_id = row.Get<SessionId>("session_id");
  found.user_id = row.Get<UserId>("user_id");
  found.session_end_time = row.GetOptional<absl::Time>("end_time");
  found.expire_time = row.Get<absl::Time>("expire_time");
  found.rotate_time = row.GetOptional<absl::Time>("rotate_time");
  return found;
}

void RotateRefreshToken(postgres::Session& db, const std::string& token, absl::Time now) {
  db.Defer(sql::kRotateRefreshToken, Hash(token), now);
}

void DeleteOldSessions(postgres::Session& db, absl::Time before) {
  db.Defer(sql::kDeleteOldRefreshTokens, before);
  db.Defer(sql::kDeleteOldSessions, before);
}

}  // namespace parley::identity::store

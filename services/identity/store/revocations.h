#pragma once

#include <string>

#include "libs/auth/token.h"
#include "libs/postgres/connection.h"

namespace parley::identity::store {

// Tokens of a user or API client below `version` are stale from then on.
void PutRevocation(postgres::Session& db, const std::string& subject_id, int64_t version, absl::Time now);
// Those of after `since`.
auth::Revocations ListRevocations(postgres::Session& db, absl::Time since);
void DeleteOldRevocations(postgres::Session& db, absl::Time before);

}  // namespace parley::identity::store

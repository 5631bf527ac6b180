#include "services/identity/store/revocations.h"

#include "services/identity/sql.h"

namespace parley::identity::store {

void PutRevocation(postgres::Session& db, const std::string& subject_id, int64_t version, absl::Time now) {
  db.Defer(sql::kPutRevocation, subject_id, version, now);
}

auth::Revocations ListRevocations(postgres::Session& db, absl::Time since) {
  const postgres::Result result = db.Execute(sql::kListRevocations, since);
  auth::Revocations revocations;
  for (const postgres::Row& row : result) revocations[row.Get<std::string>("subject_id")] = row.Get<int64_t>("version");
  return revocations;
}

void DeleteOldRevocations(postgres::Session& db, absl::Time before) { db.Defer(sql::kDeleteOldRevocations, before); }

}  // namespace parley::identity::store

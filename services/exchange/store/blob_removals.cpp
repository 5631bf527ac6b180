#include "services/exchange/store/blob_removals.h"

#include "services/exchange/sql.h"

namespace parley::exchange::store {

void AddBlobRemoval(postgres::Session& db, const std::string& key, absl::Time due_time) {
  db.Defer(sql::kInsertBlobRemoval, key, due_time);
}

std::vector<std::string> ListBlobRemovals(postgres::Session& db, absl::Time now) {
  std::vector<std::string> keys;
  for (const auto& row : db.Execute(sql::kListBlobRemovals, now)) keys.push_back(row.Get<std::string>(0));
  return keys;
}

void DeleteBlobRemoval(postgres::Session& db, const std::string& key) { db.Defer(sql::kDeleteBlobRemoval, key); }

}  // namespace parley::exchange::store

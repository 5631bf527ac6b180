#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"

namespace parley::exchange::store {

// An object, or a folder of them (a key that ends in '/'), that nobody needs after `due_time`.
void AddBlobRemoval(postgres::Session& db, const std::string& key, absl::Time due_time);
std::vector<std::string> ListBlobRemovals(postgres::Session& db, absl::Time now);
void DeleteBlobRemoval(postgres::Session& db, const std::string& key);

}  // namespace parley::exchange::store

#pragma once

#include <map>
#include <optional>
#include <vector>

#include "libs/ids/id.h"
#include "libs/postgres/connection.h"
#include "services/scheduling/domain/availability.h"

namespace parley::scheduling::store {

struct StoredAvailability {
  domain::Availability availability;
  int64_t version = 0;  // 0: nothing was given
};

StoredAvailability GetAvailability(postgres::Session& db, const UserId& user_id);
// Locks it, and answers its version; 0 when nothing was given.
int64_t LockAvailability(postgres::Session& db, const UserId& user_id);
// Replaces it as a whole. Answers the new version.
int64_t PutAvailability(postgres::Session& db, const UserId& user_id, const domain::Availability& availability, absl::Time now);
// Of those who gave one.
std::map<UserId, domain::Availability> ListAvailabilities(postgres::Session& db, const std::vector<UserId>& user_ids);

}  // namespace parley::scheduling::store

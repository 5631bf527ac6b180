#pragma once

#include <functional>
#include <map>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/postgres/connection.h"
#include "services/notifications/store/contacts.h"

namespace parley::notifications {

using Contacts = std::map<UserId, store::Contact>;

// Asks identity. Users it does not know are left out.
using FetchContacts = std::function<absl::StatusOr<Contacts>(const std::vector<UserId>& user_ids)>;

// What `known` holds of the people asked for; identity is asked for those it lacks, and what it answers is kept. `status` says whether all
// could be looked up: with OK, who is not in `known` does not exist. Never call it inside a transaction.
struct LookedUp {
  Contacts known;
  absl::Status status;
};
LookedUp LookUpContacts(postgres::Session& db, const FetchContacts& fetch, const std::vector<UserId>& user_ids);

}  // namespace parley::notifications

#pragma once

#include <set>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/notifications/domain/notification.h"

namespace parley::notifications::store {

// Topics whose mails the person turned off.
std::set<domain::Topic> ListMailsOff(postgres::Session& db, const UserId& user_id);
// Turns mails of some topics on and of others off, in any order.
void ChangeMails(postgres::Session& db, const UserId& user_id, const std::vector<domain::Topic>& on, const std::vector<domain::Topic>& off);

}  // namespace parley::notifications::store

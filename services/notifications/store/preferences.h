#pragma once

#include <set>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/notifications/domain/notification.h"

namespace parley::notifications::store {

// Topics whose mails the person turned off.
std::set<domain::Topic> ListMailsOff(postgres::Session& db, const UserId& user_id);
void TurnMailsOff(postgres::Session& db, const UserId& user_id, const std::vector<domain::Topic>& topics);
void TurnMailsOn(postgres::Session& db, const UserId& user_id, const std::vector<domain::Topic>& topics);

}  // namespace parley::notifications::store

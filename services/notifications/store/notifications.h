#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/notifications/domain/notification.h"

namespace parley::notifications::store {

// False when the person was told before.
bool InsertNotification(postgres::Session& db, const domain::Notification& notification);
// Newest first, beginning after `after` (empty: at the newest).
std::vector<domain::Notification> ListNotifications(postgres::Session& db, const UserId& user_id, const NotificationId& after, int count);
int CountUnread(postgres::Session& db, const UserId& user_id);
// How many became read.
int MarkRead(postgres::Session& db, const UserId& user_id, const std::vector<NotificationId>& ids, absl::Time now);

// Whose notifications wait to be announced, among the oldest `count`.
std::vector<UserId> ListUnannouncedUsers(postgres::Session& db, int count);
// The oldest that were not announced, locked; those another process holds are passed over.
std::vector<domain::Notification> ClaimUnannounced(postgres::Session& transaction, int count);
void SetAnnounced(postgres::Session& db, const std::vector<NotificationId>& ids, absl::Time now);

}  // namespace parley::notifications::store

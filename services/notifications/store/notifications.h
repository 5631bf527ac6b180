#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/notifications/domain/notification.h"

namespace parley::notifications::store {

// False when the person was told before.
bool InsertNotification(postgres::Session& db, const domain::Notification& notification);
std::optional<domain::Notification> GetNotification(postgres::Session& db, const NotificationId& id);
// Newest first, beginning after `after` (empty: at the newest).
std::vector<domain::Notification> ListNotifications(postgres::Session& db, const UserId& user_id, const NotificationId& after, int count);
int CountUnread(postgres::Session& db, const UserId& user_id);
// How many became read.
int MarkRead(postgres::Session& db, const UserId& user_id, const std::vector<NotificationId>& ids, absl::Time now);

// The oldest that wait to be announced.
std::vector<domain::Notification> ListUnannounced(postgres::Session& db, int count);
// The same, locked; those another process holds are passed over.
std::vector<domain::Notification> ClaimUnannounced(postgres::Session& transaction, int count);
void SetAnnounced(postgres::Session& db, const std::vector<NotificationId>& ids, absl::Time now);

}  // namespace parley::notifications::store

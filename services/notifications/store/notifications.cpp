#include "services/notifications/store/notifications.h"

#include "services/notifications/sql.h"

namespace parley::notifications::store {
namespace {

std::vector<domain::Notification> FromRows(const postgres::Result& rows) {
  std::vector<domain::Notification> notifications;
  for (const postgres::Row row : rows) {
    domain::Notification notification;
    notification.id = row.Get<NotificationId>("notification_id");
    notification.user_id = row.Get<UserId>("user_id");
    notification.topic = row.Get<domain::Topic>("topic");
    notification.subject_id = row.Get<std::string>("subject_id");
    notification.run_id = row.Get<RunId>("run_id");
    notification.occurrence = row.Get<int64_t>("occurrence");
    notification.start_time = row.GetOptional<absl::Time>("start_time");
    notification.create_time = row.Get<absl::Time>("create_time");
    notification.read_time = row.GetOptional<absl::Time>("read_time");
    notifications.push_back(std::move(notification));
  }
  return notifications;
}

}  // namespace

bool InsertNotification(postgres::Session& db, const domain::Notification& notification) {
  const auto& n = notification;
  return db.Execute(sql::kInsertNotification, n.id, n.user_id, n.topic, n.subject_id, n.run_id, n.occurrence, n.create_time, n.start_time)
             .affected() == 1;
}

std::optional<domain::Notification> GetNotification(postgres::Session& db, const NotificationId& id) {
  auto found = FromRows(db.Execute(sql::kGetNotification, id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<domain::Notification> ListNotifications(postgres::Session& db, const UserId& user_id, const NotificationId& after, int count) {
  return FromRows(db.Execute(sql::kListNotifications, user_id, after, count));
}

int CountUnread(postgres::Session& db, const UserId& user_id) {
  return static_cast<int>(db.Execute(sql::kCountUnreadNotifications, user_id).front().Get<int64_t>("unread"));
}

int MarkRead(postgres::Session& db, const UserId& user_id, const std::vector<NotificationId>& ids, absl::Time now) {
  return db.Execute(sql::kMarkNotificationsRead, user_id, ids, now).affected();
}

std::vector<domain::Notification> ListUnannounced(postgres::Session& db, int count) {
  return FromRows(db.Execute(sql::kListUnannounced, count));
}

std::vector<domain::Notification> ClaimUnannounced(postgres::Session& transaction, int count) {
  return FromRows(transaction.Execute(sql::kClaimUnannounced, count));
}

void SetAnnounced(postgres::Session& db, const std::vector<NotificationId>& ids, absl::Time now) { db.Defer(sql::kSetAnnounced, ids, now); }

}  // namespace parley::notifications::store

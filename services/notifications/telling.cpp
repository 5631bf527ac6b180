#include "services/notifications/telling.h"

#include "services/notifications/store/deliveries.h"
#include "services/notifications/store/notifications.h"

namespace parley::notifications {
namespace {

void QueueMail(postgres::Session& db, const domain::Notification& notification, const std::string& from_address) {
  domain::Delivery delivery;
  delivery.id = domain::DeliveryId::New(notification.create_time);
  delivery.cause_id = notification.id.text();
  delivery.kind = domain::Kind::kNotice;
  delivery.message_id = domain::MessageIdOf(delivery.id, from_address);
  delivery.user_id = notification.user_id;
  delivery.create_time = notification.create_time;
  delivery.expire_time = notification.create_time + domain::kWorthSending;
  store::InsertDelivery(db, delivery);
}

}  // namespace

std::vector<NotificationId> Tell(postgres::Session& db, domain::Happening happening, const std::vector<domain::Concerned>& concerned,
                                 const About& about, const std::string& from_address, absl::Time now) {
  std::vector<NotificationId> told;
  for (const domain::Telling& telling : domain::TellingsOf(happening, concerned)) {
    const domain::Notification notification{.id = NotificationId::New(now),
                                            .user_id = telling.user_id,
                                            .topic = telling.topic,
                                            .subject_id = about.subject_id,
                                            .run_id = about.run_id,
                                            .occurrence = about.occurrence,
                                            .start_time = about.start_time,
                                            .create_time = now};
    if (!store::InsertNotification(db, notification)) continue;
    if (telling.by_mail != domain::ByMail::kNever) QueueMail(db, notification, from_address);
    told.push_back(notification.id);
  }
  return told;
}

}  // namespace parley::notifications

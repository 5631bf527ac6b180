#include "services/notifications/presenting.h"

#include "libs/rpc/time.h"
#include "services/notifications/texts.h"

namespace parley::notifications {

v1::Notification ToProto(const domain::Notification& notification, const std::string& language) {
  v1::Notification proto;
  proto.set_notification_id(notification.id.text());
  proto.set_topic(static_cast<v1::Notification::Topic>(notification.topic));
  proto.set_text(Text(language, domain::TextKeyOf(notification.topic)));
  proto.set_path(domain::PathOf(notification.video_id));
  proto.set_video_id(notification.video_id.text());
  proto.set_run_id(notification.run_id.text());
  *proto.mutable_create_time() = rpc::ToProto(notification.create_time);
  if (notification.read_time) *proto.mutable_read_time() = rpc::ToProto(*notification.read_time);
  return proto;
}

}  // namespace parley::notifications

#pragma once

#include <string>

#include "parley/notifications/v1/notification.pb.h"
#include "services/notifications/domain/notification.h"

namespace parley::notifications {

// A notification as the app sees it, in a language of texts/.
v1::Notification ToProto(const domain::Notification& notification, const std::string& language);

}  // namespace parley::notifications

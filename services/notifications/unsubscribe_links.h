#pragma once

#include "libs/auth/link_tokens.h"
#include "libs/ids/id.h"

namespace parley::notifications {

// What the link in a mail to turn such mails off holds: the mail's notification.
using UnsubscribeLinks = auth::LinkTokens<NotificationId>;

}  // namespace parley::notifications

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/ids/id.h"

// Who is told what, in the app and by mail.
namespace parley::notifications::domain {

// As Notification.Topic.
enum class Topic { kVideoReplied = 1, kVideoPublished = 2, kVideoFailed = 3 };

struct Notification {
  NotificationId id;
  UserId user_id;
  Topic topic = Topic::kVideoReplied;
  VideoId video_id;
  RunId run_id;
  absl::Time create_time;
  std::optional<absl::Time> read_time;
};

// Something to tell one person.
struct Telling {
  UserId user_id;
  Topic topic;
  bool by_mail = false;  // beside the app
  friend bool operator==(const Telling&, const Telling&) = default;
};

// The author of a video that became playable is told in the app; who it answers is told in the app and by mail, unless they answered
// themselves. `replied_to` is empty for a video that is no reply.
std::vector<Telling> TellOfPublished(const UserId& author, const UserId& replied_to);
std::vector<Telling> TellOfFailed(const UserId& author);

// Path of the web app that a notification opens.
std::string PathOf(const VideoId& video_id);
// Key of the notification's sentence in texts/.
std::string TextKeyOf(Topic topic);

}  // namespace parley::notifications::domain

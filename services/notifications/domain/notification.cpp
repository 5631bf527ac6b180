#include "services/notifications/domain/notification.h"

#include <stdexcept>

namespace parley::notifications::domain {

std::vector<Telling> TellOfPublished(const UserId& author, const UserId& replied_to) {
  std::vector<Telling> tellings{{author, Topic::kVideoPublished, false}};
  if (!replied_to.empty() && replied_to != author) tellings.push_back({replied_to, Topic::kVideoReplied, true});
  return tellings;
}

std::vector<Telling> TellOfFailed(const UserId& author) { return {{author, Topic::kVideoFailed, false}}; }

std::string PathOf(const VideoId& video_id) { return "/videos/" + video_id.text(); }

std::string TextKeyOf(Topic topic) {
  switch (topic) {
    case Topic::kVideoReplied:
      return "notification.video_replied";
    case Topic::kVideoPublished:
      return "notification.video_published";
    case Topic::kVideoFailed:
      return "notification.video_failed";
  }
  throw std::invalid_argument("a topic without a text");
}

}  // namespace parley::notifications::domain

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "libs/ids/id.h"

namespace parley::notifications::domain {

// What a notification is about; as Notification.Topic, whose names texts/ uses in small letters.
enum class Topic {
  kVideoReplied = 1,
  kVideoPublished = 2,
  kVideoFailed = 3,
  kEnrolmentConfirmed = 4,
  kEnrolmentWaitlisted = 5,
  kEnrolmentPromoted = 6,
  kRunCancelled = 7,
  kVideoHidden = 8,
  kVideoRestored = 9,
  kReportResolved = 10,
  kParticipantNudged = 11,
  kGroupPlaced = 12,
  kFacilitatorAssigned = 13,
  kMeetingScheduled = 14,
  kMeetingChanged = 15,
  kMeetingCancelled = 16,
  kMeetingLeft = 17,
};

struct Notification {
  NotificationId id;
  UserId user_id;
  Topic topic = Topic::kVideoReplied;
  // The video, enrolment, run, report, nudge, group or meeting it is about: a UUID.
  std::string subject_id;
  RunId run_id;
  // Tells apart what happens to one subject again and again: the time of the event, or the sequence of
  // an invitation. 0 for what happens once.
  int64_t occurrence = 0;
  // Of a meeting.
  std::optional<absl::Time> start_time;
  absl::Time create_time;
  std::optional<absl::Time> read_time;
};

bool IsAboutVideo(Topic topic);
bool IsAboutGroup(Topic topic);
bool IsAboutMeeting(Topic topic);
// Path of the web app that a notification opens.
std::string PathOf(const Notification& notification);
// "video_replied": the topic's name in the keys of texts/. Throws std::invalid_argument for a number that is no topic.
std::string NameOf(Topic topic);
// Key of the notification's sentence in texts/.
std::string TextKeyOf(Topic topic);
// Key of the subject of its mail; only topics that are mailed have one.
std::string SubjectKeyOf(Topic topic);

}  // namespace parley::notifications::domain

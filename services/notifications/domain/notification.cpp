#include "services/notifications/domain/notification.h"

#include <stdexcept>

namespace parley::notifications::domain {

bool IsAboutVideo(Topic topic) {
  switch (topic) {
    case Topic::kVideoReplied:
    case Topic::kVideoPublished:
    case Topic::kVideoFailed:
    case Topic::kVideoHidden:
    case Topic::kVideoRestored:
      return true;
    default:
      return false;
  }
}

bool IsAboutGroup(Topic topic) { return topic == Topic::kGroupPlaced || topic == Topic::kFacilitatorAssigned; }

bool IsAboutMeeting(Topic topic) { return topic >= Topic::kMeetingScheduled && topic <= Topic::kMeetingLeft; }

std::string PathOf(const Notification& notification) {
  if (IsAboutVideo(notification.topic)) return "/videos/" + notification.subject_id;
  if (notification.topic == Topic::kReportResolved) return "/reports/" + notification.subject_id;
  if (IsAboutGroup(notification.topic)) return "/groups/" + notification.subject_id;
  if (IsAboutMeeting(notification.topic)) return "/meetings/" + notification.subject_id;
  return "/runs/" + notification.run_id.text();
}

std::string NameOf(Topic topic) {
  switch (topic) {
    case Topic::kVideoReplied:
      return "video_replied";
    case Topic::kVideoPublished:
      return "video_published";
    case Topic::kVideoFailed:
      return "video_failed";
    case Topic::kEnrolmentConfirmed:
      return "enrolment_confirmed";
    case Topic::kEnrolmentWaitlisted:
      return "enrolment_waitlisted";
    case Topic::kEnrolmentPromoted:
      return "enrolment_promoted";
    case Topic::kRunCancelled:
      return "run_cancelled";
    case Topic::kVideoHidden:
      return "video_hidden";
    case Topic::kVideoRestored:
      return "video_restored";
    case Topic::kReportResolved:
      return "report_resolved";
    case Topic::kParticipantNudged:
      return "participant_nudged";
    case Topic::kGroupPlaced:
      return "group_placed";
    case Topic::kFacilitatorAssigned:
      return "facilitator_assigned";
    case Topic::kMeetingScheduled:
      return "meeting_scheduled";
    case Topic::kMeetingChanged:
      return "meeting_changed";
    case Topic::kMeetingCancelled:
      return "meeting_cancelled";
    case Topic::kMeetingLeft:
      return "meeting_left";
  }
  throw std::invalid_argument("a topic without a name");
}

std::string TextKeyOf(Topic topic) { return "notification." + NameOf(topic); }
std::string SubjectKeyOf(Topic topic) { return "mail." + NameOf(topic) + ".subject"; }

}  // namespace parley::notifications::domain

#pragma once

#include <span>
#include <vector>

#include "services/notifications/domain/notification.h"

// Who is told what, and how.
namespace parley::notifications::domain {

// What happens in the other services that people are told of.
enum class Happening {
  kVideoPublished,
  kVideoFailed,
  kPlaceTaken,
  kPlaceAwaited,
  kPlaceGiven,
  kRunCancelled,
  kVideoHidden,
  kVideoRestored,
  kReportResolved,
  kParticipantNudged,
  kMemberPlaced,
  kFacilitatorAssigned,
  kMeetingScheduled,
  kMeetingChanged,
  kMeetingCancelled,
  kMeetingLeft,
};
inline constexpr Happening kLastHappening = Happening::kMeetingLeft;

// What somebody has to do with it.
enum class Whom { kAuthor, kRepliedTo, kParticipant, kReporter, kMember, kFacilitator, kAttendee };

// In the app everything is told. kAlways: a mail that can't be turned off, because somebody's rights or plans hang on it.
enum class ByMail { kNever, kYes, kAlways };

struct Rule {
  Happening happening;
  Whom whom;
  Topic topic;
  ByMail by_mail;
};

// The table of all rules.
std::span<const Rule> Rules();

// Somebody a happening concerns.
struct Concerned {
  Whom whom;
  UserId user_id;
  friend bool operator==(const Concerned&, const Concerned&) = default;
};

// Something to tell one person.
struct Telling {
  UserId user_id;
  Topic topic;
  ByMail by_mail;
  friend bool operator==(const Telling&, const Telling&) = default;
};

// What the rules say of a happening, in the order of the table.
std::vector<Telling> TellingsOf(Happening happening, const std::vector<Concerned>& concerned);

// Whom a published video concerns; nobody is told that they answered themselves. `replied_to` is empty for a video that is no reply.
std::vector<Concerned> ConcernedByPublished(const UserId& author, const UserId& replied_to);

}  // namespace parley::notifications::domain

#include "services/notifications/domain/rules.h"

namespace parley::notifications::domain {
namespace {

// clang-format off
constexpr Rule kRules[] = {
    // exchange
    {Happening::kVideoPublished,       Whom::kAuthor,       Topic::kVideoPublished,       ByMail::kNever},
    {Happening::kVideoPublished,       Whom::kRepliedTo,    Topic::kVideoReplied,         ByMail::kYes},
    {Happening::kVideoFailed,          Whom::kAuthor,       Topic::kVideoFailed,          ByMail::kNever},
    // catalog
    {Happening::kPlaceTaken,           Whom::kParticipant,  Topic::kEnrolmentConfirmed,   ByMail::kYes},
    {Happening::kPlaceAwaited,         Whom::kParticipant,  Topic::kEnrolmentWaitlisted,  ByMail::kYes},
    {Happening::kPlaceGiven,           Whom::kParticipant,  Topic::kEnrolmentPromoted,    ByMail::kYes},
    {Happening::kRunCancelled,         Whom::kParticipant,  Topic::kRunCancelled,         ByMail::kAlways},
    // moderation
    {Happening::kVideoHidden,          Whom::kAuthor,       Topic::kVideoHidden,          ByMail::kAlways},
    {Happening::kVideoRestored,        Whom::kAuthor,       Topic::kVideoRestored,        ByMail::kYes},
    {Happening::kReportResolved,       Whom::kReporter,     Topic::kReportResolved,       ByMail::kYes},
    {Happening::kParticipantNudged,    Whom::kParticipant,  Topic::kParticipantNudged,    ByMail::kYes},
    // scheduling
    {Happening::kMemberPlaced,         Whom::kMember,       Topic::kGroupPlaced,          ByMail::kYes},
    {Happening::kFacilitatorAssigned,  Whom::kFacilitator,  Topic::kFacilitatorAssigned,  ByMail::kYes},
    {Happening::kMeetingScheduled,     Whom::kAttendee,     Topic::kMeetingScheduled,     ByMail::kYes},
    {Happening::kMeetingChanged,       Whom::kAttendee,     Topic::kMeetingChanged,       ByMail::kYes},
    {Happening::kMeetingCancelled,     Whom::kAttendee,     Topic::kMeetingCancelled,     ByMail::kAlways},
    {Happening::kMeetingLeft,          Whom::kAttendee,     Topic::kMeetingLeft,          ByMail::kYes},
};
// clang-format on

}  // namespace

std::span<const Rule> Rules() { return kRules; }

std::vector<Telling> TellingsOf(Happening happening, const std::vector<Concerned>& concerned) {
  std::vector<Telling> tellings;
  for (const Rule& rule : kRules) {
    if (rule.happening != happening) continue;
    for (const Concerned& person : concerned) {
      if (person.whom == rule.whom) tellings.push_back({person.user_id, rule.topic, rule.by_mail});
    }
  }
  return tellings;
}

std::vector<Concerned> ConcernedByPublished(const UserId& author, const UserId& replied_to) {
  std::vector<Concerned> concerned{{Whom::kAuthor, author}};
  if (!replied_to.empty() && replied_to != author) concerned.push_back({Whom::kRepliedTo, replied_to});
  return concerned;
}

}  // namespace parley::notifications::domain

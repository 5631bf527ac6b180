#include "services/notifications/inviting.h"

#include "services/notifications/store/meetings.h"
#include "services/notifications/telling.h"

namespace parley::notifications {

void TellOfMeeting(postgres::Session& db, domain::Happening happening, const domain::Meeting& meeting, const std::vector<UserId>& people,
                   const std::string& from_address, absl::Time now) {
  for (const UserId& user_id : people) {
    const auto last = store::GetLastInvitation(db, meeting.id, user_id);
    const auto next = domain::NextInvitation(last, meeting, user_id, domain::MethodOf(happening));
    if (!next) continue;
    const About about{meeting.id.text(), meeting.run_id, next->sequence, meeting.start_time};
    for (const NotificationId& id : Tell(db, happening, {{domain::Whom::kAttendee, user_id}}, about, from_address, now)) {
      store::InsertInvitation(db, *next, id);
    }
  }
}

void TellOfMeetingsOfGroup(postgres::Session& db, domain::Happening happening, const domain::GroupPerson& person,
                           const std::string& from_address, absl::Time now) {
  for (const domain::Meeting& meeting : store::ListMeetingsOfGroup(db, person.group_id)) {
    if (domain::IsAhead(meeting, now)) TellOfMeeting(db, happening, meeting, {person.user_id}, from_address, now);
  }
}

}  // namespace parley::notifications

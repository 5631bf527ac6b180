#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/notifications/domain/meeting.h"

// Groups and meetings as scheduling told, and what people's calendars were told of them.
namespace parley::notifications::store {

std::optional<domain::GroupPerson> GetGroupPerson(postgres::Session& db, const GroupId& group_id, const UserId& user_id, domain::Seat seat);
void StoreGroupPerson(postgres::Session& db, const domain::GroupPerson& person);
// Who is in the group now, as a member or a facilitator.
std::vector<UserId> ListPeopleOfGroup(postgres::Session& db, const GroupId& group_id);

std::optional<domain::Meeting> GetMeeting(postgres::Session& db, const MeetingId& id);
void StoreMeeting(postgres::Session& db, const domain::Meeting& meeting);
std::vector<domain::Meeting> ListMeetingsOfGroup(postgres::Session& db, const GroupId& group_id);

std::optional<domain::Invitation> GetLastInvitation(postgres::Session& db, const MeetingId& meeting_id, const UserId& user_id);
// The one that the mail of a notification carries.
std::optional<domain::Invitation> GetInvitationOf(postgres::Session& db, const NotificationId& id);
void InsertInvitation(postgres::Session& db, const domain::Invitation& invitation, const NotificationId& notification_id);

}  // namespace parley::notifications::store

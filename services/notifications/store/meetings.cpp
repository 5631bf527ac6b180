#include "services/notifications/store/meetings.h"

#include "services/notifications/sql.h"

namespace parley::notifications::store {
namespace {

domain::Meeting ReadMeeting(const postgres::Row& row) {
  return {row.Get<MeetingId>("meeting_id"),  row.Get<GroupId>("group_id"),    row.Get<RunId>("run_id"),
          row.Get<absl::Time>("start_time"), row.Get<absl::Time>("end_time"), row.Get<domain::MeetingState>("state"),
          row.Get<int>("sequence")};
}

std::optional<domain::Invitation> ReadInvitation(const postgres::Result& rows) {
  if (rows.empty()) return std::nullopt;
  const postgres::Row row = rows.front();
  return domain::Invitation{row.Get<MeetingId>("meeting_id"),  row.Get<UserId>("user_id"),       row.Get<int>("sequence"),
                            row.Get<domain::Method>("method"), row.Get<int>("meeting_sequence"), row.Get<absl::Time>("start_time"),
                            row.Get<absl::Time>("end_time")};
}

}  // namespace

std::optional<domain::GroupPerson> GetGroupPerson(postgres::Session& db, const GroupId& group_id, const UserId& user_id,
                                                  domain::Seat seat) {
  const postgres::Result rows = db.Execute(sql::kGetGroupPerson, group_id, user_id, seat);
  if (rows.empty()) return std::nullopt;
  const postgres::Row row = rows.front();
  return domain::GroupPerson{row.Get<GroupId>("group_id"),  row.Get<RunId>("run_id"), row.Get<UserId>("user_id"),
                             row.Get<domain::Seat>("seat"), row.Get<bool>("is_in"),   row.Get<absl::Time>("change_time")};
}

void StoreGroupPerson(postgres::Session& db, const domain::GroupPerson& person) {
  db.Defer(sql::kStoreGroupPerson, person.group_id, person.user_id, person.seat, person.run_id, person.is_in, person.change_time);
}

std::vector<UserId> ListPeopleOfGroup(postgres::Session& db, const GroupId& group_id) {
  std::vector<UserId> people;
  for (const postgres::Row row : db.Execute(sql::kListPeopleOfGroup, group_id)) people.push_back(row.Get<UserId>("user_id"));
  return people;
}

std::optional<domain::Meeting> GetMeeting(postgres::Session& db, const MeetingId& id) {
  const postgres::Result rows = db.Execute(sql::kGetMeeting, id);
  if (rows.empty()) return std::nullopt;
  return ReadMeeting(rows.front());
}

void StoreMeeting(postgres::Session& db, const domain::Meeting& meeting) {
  db.Defer(sql::kStoreMeeting, meeting.id, meeting.group_id, meeting.run_id, meeting.start_time, meeting.end_time, meeting.state,
           meeting.sequence);
}

std::vector<domain::Meeting> ListMeetingsOfGroup(postgres::Session& db, const GroupId& group_id) {
  std::vector<domain::Meeting> meetings;
  for (const postgres::Row row : db.Execute(sql::kListMeetingsOfGroup, group_id)) meetings.push_back(ReadMeeting(row));
  return meetings;
}

std::optional<domain::Invitation> GetLastInvitation(postgres::Session& db, const MeetingId& meeting_id, const UserId& user_id) {
  return ReadInvitation(db.Execute(sql::kGetLastInvitation, meeting_id, user_id));
}

std::optional<domain::Invitation> GetInvitationOf(postgres::Session& db, const NotificationId& id) {
  return ReadInvitation(db.Execute(sql::kGetInvitationOf, id));
}

void InsertInvitation(postgres::Session& db, const domain::Invitation& invitation, const NotificationId& notification_id) {
  db.Defer(sql::kInsertInvitation, invitation.meeting_id, invitation.user_id, invitation.sequence, invitation.method,
           invitation.meeting_sequence, invitation.start_time, invitation.end_time, notification_id);
}

}  // namespace parley::notifications::store

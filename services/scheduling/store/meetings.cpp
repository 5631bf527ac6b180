#include "services/scheduling/store/meetings.h"

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/scheduling/v1/events.pb.h"
#include "services/scheduling/domain/plan.h"
#include "services/scheduling/sql.h"

namespace parley::scheduling::store {
namespace {

domain::Meeting ReadMeeting(const postgres::Row& row) {
  domain::Meeting meeting;
  meeting.id = row.Get<MeetingId>("meeting_id");
  meeting.group_id = row.Get<GroupId>("group_id");
  meeting.run_id = row.Get<RunId>("run_id");
  meeting.module_id = row.Get<ModuleId>("module_id");
  meeting.planned_meeting_id = row.Get<PlannedMeetingId>("planned_meeting_id");
  meeting.start_time = row.Get<absl::Time>("start_time");
  meeting.end_time = row.Get<absl::Time>("end_time");
  meeting.state = row.Get<domain::MeetingState>("state");
  meeting.room_url = row.Get<std::string>("room_url");
  meeting.cancel_reason = row.Get<std::string>("cancel_reason");
  meeting.sequence = row.Get<int>("sequence");
  meeting.version = row.Get<int64_t>("version");
  return meeting;
}

std::optional<domain::Meeting> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  return ReadMeeting(result.front());
}

std::vector<domain::Meeting> ReadAll(const postgres::Result& result) {
  std::vector<domain::Meeting> meetings;
  meetings.reserve(static_cast<size_t>(result.size()));
  for (const auto& row : result) meetings.push_back(ReadMeeting(row));
  return meetings;
}

void Publish(postgres::Session& db, const domain::Meeting& meeting, absl::Time now) {
  v1::MeetingChanged event;
  event.set_meeting_id(meeting.id.text());
  event.set_group_id(meeting.group_id.text());
  event.set_run_id(meeting.run_id.text());
  event.set_module_id(meeting.module_id.text());
  *event.mutable_start_time() = rpc::ToProto(meeting.start_time);
  *event.mutable_end_time() = rpc::ToProto(meeting.end_time);
  event.set_state(static_cast<v1::Meeting::State>(meeting.state));
  event.set_sequence(meeting.sequence);
  *event.mutable_change_time() = rpc::ToProto(now);
  events::Publish(db, meeting.id.text(), event, now);
}

}  // namespace

void InsertMeeting(postgres::Session& db, const domain::Meeting& meeting, absl::Time now) {
  db.Defer(sql::kInsertMeeting, meeting.id, meeting.group_id, meeting.run_id, meeting.module_id, meeting.planned_meeting_id,
           meeting.start_time, meeting.end_time);
  Publish(db, meeting, now);
}

void SaveMeeting(postgres::Session& db, const domain::Meeting& meeting, absl::Time now) {
  db.Defer(sql::kSaveMeeting, meeting.id, meeting.state, meeting.room_url, meeting.cancel_reason, meeting.sequence, meeting.version);
  Publish(db, meeting, now);
}

std::optional<domain::Meeting> GetMeeting(postgres::Session& db, const MeetingId& id) { return ReadOne(db.Execute(sql::kGetMeeting, id)); }

std::optional<domain::Meeting> GetMeetingForUpdate(postgres::Session& db, const MeetingId& id) {
  return ReadOne(db.Execute(sql::kGetMeetingForUpdate, id));
}

std::vector<domain::Meeting> ListMeetingsOfRunForUpdate(postgres::Session& db, const RunId& run_id) {
  return ReadAll(db.Execute(sql::kListMeetingsOfRunForUpdate, run_id));
}

std::vector<domain::Meeting> ListMeetingsToEndForUpdate(postgres::Session& db, absl::Time now) {
  return ReadAll(db.Execute(sql::kListMeetingsToEndForUpdate, now));
}

std::vector<domain::Meeting> ListMeetingsOfUser(postgres::Session& db, const UserId& user_id, const MeetingCursor& after, absl::Time now,
                                                int limit) {
  return ReadAll(db.Execute(sql::kListMeetingsOfUser, user_id, after.start_time, after.meeting_id, now, limit));
}

v1::Meeting ToProto(const domain::Meeting& meeting) {
  v1::Meeting out;
  out.set_meeting_id(meeting.id.text());
  out.set_group_id(meeting.group_id.text());
  out.set_run_id(meeting.run_id.text());
  out.set_module_id(meeting.module_id.text());
  out.set_planned_meeting_id(meeting.planned_meeting_id.text());
  *out.mutable_start_time() = rpc::ToProto(meeting.start_time);
  *out.mutable_end_time() = rpc::ToProto(meeting.end_time);
  out.set_state(static_cast<v1::Meeting::State>(meeting.state));
  out.set_room_url(meeting.room_url);
  out.set_sequence(meeting.sequence);
  out.set_etag(domain::Etag(meeting.version));
  out.set_cancel_reason(meeting.cancel_reason);
  return out;
}

}  // namespace parley::scheduling::store

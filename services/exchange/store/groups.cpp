#include "services/exchange/store/groups.h"

#include "services/exchange/sql.h"

namespace parley::exchange::store {

void PutGroup(postgres::Session& db, const GroupId& id, const RunId& run_id) { db.Defer(sql::kPutGroup, id, run_id); }

std::optional<RunId> GetRunOfGroup(postgres::Session& db, const GroupId& id) {
  const postgres::Result result = db.Execute(sql::kGetRunOfGroup, id);
  if (result.empty()) return std::nullopt;
  return result.front().Get<RunId>("run_id");
}

void JoinGroup(postgres::Session& db, const RunId& run_id, const UserId& user_id, const GroupId& group_id, absl::Time change_time) {
  db.Defer(sql::kJoinGroup, run_id, user_id, group_id, change_time);
}

void LeaveGroup(postgres::Session& db, const RunId& run_id, const UserId& user_id, const GroupId& group_id, absl::Time change_time) {
  db.Defer(sql::kLeaveGroup, run_id, user_id, group_id, change_time);
}

void PutSeatAnswer(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Seat& answer,
                   const domain::Seat& seen) {
  db.Defer(sql::kPutSeatAnswer, run_id, user_id, answer.group_id, answer.change_time, answer.check_time, seen.change_time);
}

void NoteSeatCheck(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now) {
  db.Defer(sql::kNoteSeatCheck, run_id, user_id, now);
}

domain::Place GetPlace(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetPlace, run_id, user_id);
  const postgres::Row row = result.front();
  domain::Place place;
  place.run_id = run_id;
  place.plenary_group_id = row.GetOr("plenary_group_id", GroupId());
  place.has_groups = row.Get<bool>("has_groups");
  place.membership = {row.GetOr("state", domain::Enrolment::kNone), row.GetOr("change_time", absl::InfinitePast()),
                      row.GetOr("check_time", absl::InfinitePast())};
  place.seat = {row.GetOr("seat_group_id", GroupId()), row.GetOr("seat_change_time", absl::InfinitePast()),
                row.GetOr("seat_check_time", absl::InfinitePast())};
  return place;
}

bool IsGroupReader(postgres::Session& db, const GroupId& group_id, const UserId& user_id) {
  return !db.Execute(sql::kIsGroupReader, group_id, user_id).empty();
}

}  // namespace parley::exchange::store

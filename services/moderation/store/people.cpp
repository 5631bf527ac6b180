#include "services/moderation/store/people.h"

#include "services/moderation/sql.h"

namespace parley::moderation::store {

void PutRun(postgres::Session& db, const RunId& id, const PartnerId& partner_id, const GroupId& plenary_group_id) {
  db.Defer(sql::kPutRun, id, partner_id, plenary_group_id);
}

std::optional<Run> GetRun(postgres::Session& db, const RunId& id) {
  const postgres::Result result = db.Execute(sql::kGetRun, id);
  if (result.empty()) return std::nullopt;
  return Run{result.front().Get<PartnerId>("partner_id"), result.front().Get<GroupId>("plenary_group_id")};
}

std::optional<RunId> GetRunOfGroup(postgres::Session& db, const GroupId& id) {
  const postgres::Result result = db.Execute(sql::kGetRunOfGroup, id);
  if (result.empty()) return std::nullopt;
  return result.front().Get<RunId>("run_id");
}

domain::Membership GetMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetMembership, run_id, user_id);
  if (result.empty()) return {};
  const postgres::Row row = result.front();
  return {row.Get<domain::Enrolment>("state"), row.Get<absl::Time>("change_time"), row.Get<absl::Time>("check_time")};
}

void PutMembershipEvent(postgres::Session& db, const RunId& run_id, const UserId& user_id, domain::Enrolment state,
                        absl::Time change_time) {
  db.Defer(sql::kPutMembershipEvent, run_id, user_id, state, change_time);
}

void PutMembershipAnswer(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Membership& answer,
                         const domain::Membership& seen) {
  db.Defer(sql::kPutMembershipAnswer, run_id, user_id, answer.state, answer.change_time, answer.check_time, seen.change_time);
}

void NoteMembershipCheck(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now) {
  db.Defer(sql::kNoteMembershipCheck, run_id, user_id, now);
}

void PutFacilitator(postgres::Session& db, const std::string& scope_id, const UserId& user_id, bool is_facilitator,
                    absl::Time change_time) {
  db.Defer(sql::kPutFacilitator, scope_id, user_id, is_facilitator, change_time);
}

bool IsFacilitator(postgres::Session& db, const RunId& run_id, const GroupId& group_id, const UserId& user_id) {
  return !db.Execute(sql::kIsFacilitator, run_id, group_id, user_id).empty();
}

bool IsFacilitatorOf(postgres::Session& db, const RunId& run_id, const UserId& participant_id, const UserId& user_id) {
  return !db.Execute(sql::kIsFacilitatorOf, run_id, participant_id, user_id).empty();
}

void PutGroup(postgres::Session& db, const GroupId& id, const RunId& run_id) { db.Defer(sql::kPutGroup, id, run_id); }

void PutGroupMember(postgres::Session& db, const GroupId& group_id, const UserId& user_id, bool is_member, absl::Time change_time) {
  db.Defer(sql::kPutGroupMember, group_id, user_id, is_member, change_time);
}

std::optional<absl::Time> GetCoordinatorCheck(postgres::Session& db, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetCoordinator, user_id);
  if (result.empty()) return std::nullopt;
  return result.front().Get<absl::Time>("check_time");
}

void PutCoordinator(postgres::Session& db, const UserId& user_id, const std::vector<std::string>& partner_ids, absl::Time now) {
  db.Defer(sql::kPutCoordinator, user_id, partner_ids, now);
}

void NoteCoordinatorCheck(postgres::Session& db, const UserId& user_id, absl::Time now) {
  db.Defer(sql::kNoteCoordinatorCheck, user_id, now);
}

bool IsCoordinator(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  return !db.Execute(sql::kIsCoordinator, user_id, run_id).empty();
}

}  // namespace parley::moderation::store

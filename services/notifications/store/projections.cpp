#include "services/notifications/store/projections.h"

#include "services/notifications/sql.h"

namespace parley::notifications::store {

void StoreRun(postgres::Session& db, const RunId& run_id, const std::string& title) { db.Defer(sql::kStoreRun, run_id, title); }

std::map<RunId, std::string> GetRunTitles(postgres::Session& db, const std::vector<RunId>& run_ids) {
  std::map<RunId, std::string> titles;
  for (const postgres::Row row : db.Execute(sql::kGetRunTitles, run_ids)) titles[row.Get<RunId>("run_id")] = row.Get<std::string>("title");
  return titles;
}

std::optional<domain::Enrolment> GetEnrolment(postgres::Session& db, const EnrolmentId& id) {
  const postgres::Result rows = db.Execute(sql::kGetEnrolment, id);
  if (rows.empty()) return std::nullopt;
  const postgres::Row row = rows.front();
  return domain::Enrolment{row.Get<EnrolmentId>("enrolment_id"), row.Get<RunId>("run_id"), row.Get<UserId>("user_id"),
                           row.Get<domain::EnrolmentState>("state"), row.Get<absl::Time>("change_time")};
}

void StoreEnrolment(postgres::Session& db, const domain::Enrolment& enrolment) {
  db.Defer(sql::kStoreEnrolment, enrolment.id, enrolment.run_id, enrolment.user_id, enrolment.state, enrolment.change_time);
}

std::vector<UserId> ListPeopleOfRun(postgres::Session& db, const RunId& run_id) {
  std::vector<UserId> people;
  for (const postgres::Row row : db.Execute(sql::kListPeopleOfRun, run_id)) people.push_back(row.Get<UserId>("user_id"));
  return people;
}

std::map<std::string, std::string> GetNudgeWords(postgres::Session& db, const std::vector<std::string>& nudge_ids) {
  std::map<std::string, std::string> words;
  for (const postgres::Row row : db.Execute(sql::kGetNudgeWords, nudge_ids)) {
    words[row.Get<std::string>("nudge_id")] = row.Get<std::string>("text");
  }
  return words;
}

void StoreNudgeWords(postgres::Session& db, const std::string& nudge_id, const std::string& words) {
  db.Defer(sql::kStoreNudgeWords, nudge_id, words);
}

}  // namespace parley::notifications::store

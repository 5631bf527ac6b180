#include "services/scheduling/store/people.h"

#include "services/scheduling/sql.h"

namespace parley::scheduling::store {

domain::Membership GetMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetMembership, run_id, user_id);
  if (result.empty()) return {};
  const postgres::Row row = result.front();
  return {row.Get<domain::Enrolment>("state"), row.Get<absl::Time>("change_time"), row.Get<absl::Time>("check_time")};
}

bool PutMembershipEvent(postgres::Session& db, const RunId& run_id, const UserId& user_id, domain::Enrolment state,
                        absl::Time change_time) {
  return !db.Execute(sql::kPutMembershipEvent, run_id, user_id, state, change_time).empty();
}

void PutMembershipAnswer(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Membership& answer,
                         const domain::Membership& seen) {
  db.Defer(sql::kPutMembershipAnswer, run_id, user_id, answer.state, answer.change_time, answer.check_time, seen.change_time);
}

void NoteMembershipCheck(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now) {
  db.Defer(sql::kNoteMembershipCheck, run_id, user_id, now);
}

std::vector<UserId> ListEnrolled(postgres::Session& db, const RunId& run_id) {
  std::vector<UserId> ids;
  for (const auto& row : db.Execute(sql::kListEnrolled, run_id)) ids.push_back(row.Get<UserId>("user_id"));
  return ids;
}

bool IsCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  return !db.Execute(sql::kIsCoordinator, user_id, partner_id).empty();
}

void PutCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  db.Defer(sql::kPutCoordinator, user_id, partner_id);
}

void RemoveCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  db.Defer(sql::kRemoveCoordinator, user_id, partner_id);
}

void NotePerson(postgres::Session& db, const UserId& user_id) { db.Defer(sql::kNotePerson, user_id); }

void NotePersonChanged(postgres::Session& db, const UserId& user_id, int64_t version) {
  db.Defer(sql::kNotePersonChanged, user_id, version);
}

std::vector<StalePerson> ListStalePeople(postgres::Session& db, int limit) {
  std::vector<StalePerson> people;
  for (const auto& row : db.Execute(sql::kListStalePeople, limit)) {
    people.push_back({row.Get<UserId>("user_id"), row.Get<int64_t>("changes")});
  }
  return people;
}

identity::v1::Profile ReadProfile(const postgres::Row& row) {
  identity::v1::Profile profile;
  profile.set_user_id(row.Get<std::string>("user_id"));
  profile.set_display_name(row.Get<std::string>("display_name"));
  profile.set_country(row.Get<std::string>("country"));
  profile.set_region(row.Get<std::string>("region"));
  return profile;
}

void PutPlanningProfile(postgres::Session& db, const identity::v1::PlanningProfile& profile, int64_t changes) {
  // Identity names a region also for those who told no country; here that counts as none.
  const std::string region = profile.country().empty() ? "" : profile.region();
  const std::vector<std::string> languages(profile.languages().begin(), profile.languages().end());
  db.Defer(sql::kPutPlanningProfile, profile.user_id(), region, languages, profile.class_id(), profile.display_name(), profile.country(),
           changes, profile.version());
}

}  // namespace parley::scheduling::store

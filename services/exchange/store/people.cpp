#include "services/exchange/store/people.h"

#include "services/exchange/sql.h"

namespace parley::exchange::store {
namespace {

domain::Consent ReadConsent(const postgres::Result& result) {
  if (result.empty()) return {};
  return {result.front().Get<domain::ConsentState>("state"), result.front().Get<absl::Time>("check_time")};
}

}  // namespace

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

void PutCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  db.Defer(sql::kPutCoordinator, user_id, partner_id);
}

void RemoveCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  db.Defer(sql::kRemoveCoordinator, user_id, partner_id);
}

bool IsModerator(postgres::Session& db, const RunId& run_id, const GroupId& group_id, const UserId& user_id) {
  return !db.Execute(sql::kIsModerator, run_id, group_id, user_id).empty();
}

domain::Consent GetConsent(postgres::Session& db, const UserId& user_id) { return ReadConsent(db.Execute(sql::kGetConsent, user_id)); }

domain::Consent GetConsentForShare(postgres::Session& db, const UserId& user_id) {
  return ReadConsent(db.Execute(sql::kGetConsentForShare, user_id));
}

domain::ConsentState PutConsentEvent(postgres::Session& db, const UserId& user_id, domain::ConsentState state, absl::Time update_time) {
  db.Defer(sql::kPutConsentEvent, user_id, state, update_time);
  return GetConsent(db, user_id).state;
}

void PutConsentAnswer(postgres::Session& db, const UserId& user_id, domain::ConsentState state, absl::Time update_time, absl::Time now) {
  db.Defer(sql::kPutConsentAnswer, user_id, state, update_time, now);
}

bool LockPerson(postgres::Session& db, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetPersonForUpdate, user_id);
  return !result.empty() && result.front().Get<int64_t>("asked_changes") > 0;
}

int64_t GetPersonChanges(postgres::Session& db, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetPersonChanges, user_id);
  return result.empty() ? 0 : result.front().Get<int64_t>("changes");
}

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

void PutProfile(postgres::Session& db, const identity::v1::Profile& profile, int64_t changes) {
  db.Defer(sql::kPutProfile, profile.user_id(), profile.display_name(), profile.country(), profile.region(), changes);
}

}  // namespace parley::exchange::store

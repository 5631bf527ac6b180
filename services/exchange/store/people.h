#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "parley/identity/v1/user.pb.h"
#include "services/exchange/domain/membership.h"

// What the exchange knows of people: their places in runs, whom they facilitate, their consent, their names.
namespace parley::exchange::store {

domain::Membership GetMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id);
void PutMembershipEvent(postgres::Session& db, const RunId& run_id, const UserId& user_id, domain::Enrolment state, absl::Time change_time);
// catalog's answer to a question; `seen` is what was known when it was asked, and yields to what events said since.
void PutMembershipAnswer(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Membership& answer,
                         const domain::Membership& seen);
// catalog could not be asked: what is known is believed for a while.
void NoteMembershipCheck(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now);

// `scope_id`: the run or the group somebody facilitates, or no longer. An older event changes nothing.
void PutFacilitator(postgres::Session& db, const std::string& scope_id, const UserId& user_id, bool is_facilitator, absl::Time change_time);
void PutCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);
void RemoveCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);
// Whether somebody facilitates the run or the group, or coordinates the run's partner.
bool IsModerator(postgres::Session& db, const RunId& run_id, const GroupId& group_id, const UserId& user_id);

domain::Consent GetConsent(postgres::Session& db, const UserId& user_id);
// With a shared lock, for who acts on it.
domain::Consent GetConsentForShare(postgres::Session& db, const UserId& user_id);
// Answers what holds now: an older event changes nothing.
domain::ConsentState PutConsentEvent(postgres::Session& db, const UserId& user_id, domain::ConsentState state, absl::Time update_time);
void PutConsentAnswer(postgres::Session& db, const UserId& user_id, domain::ConsentState state, absl::Time update_time, absl::Time now);

// Locks a person's row. False when their name was never asked for.
bool LockPerson(postgres::Session& db, const UserId& user_id);
// Changes of a person heard of so far; 0 for somebody unknown.
int64_t GetPersonChanges(postgres::Session& db, const UserId& user_id);
// Has the name asked for again. `version`: which change was told; one told of before changes nothing. 0 when that is not known.
void NotePersonChanged(postgres::Session& db, const UserId& user_id, int64_t version);
struct StalePerson {
  UserId user_id;
  int64_t changes = 0;
};
std::vector<StalePerson> ListStalePeople(postgres::Session& db, int limit);
// identity's answer, asked when `changes` changes had been heard of.
void PutProfile(postgres::Session& db, const identity::v1::Profile& profile, int64_t changes);

}  // namespace parley::exchange::store

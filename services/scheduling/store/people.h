#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "parley/identity/v1/internal.pb.h"
#include "parley/identity/v1/user.pb.h"
#include "services/scheduling/domain/membership.h"

// What scheduling knows of people by others: their places in runs, what they coordinate, what groups are made by and show.
namespace parley::scheduling::store {

domain::Membership GetMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id);
// False when a later event was applied already.
bool PutMembershipEvent(postgres::Session& db, const RunId& run_id, const UserId& user_id, domain::Enrolment state, absl::Time change_time);
// catalog's answer to a question; `seen` is what was known when it was asked, and yields to what events said since.
void PutMembershipAnswer(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Membership& answer,
                         const domain::Membership& seen);
// catalog could not be asked: what is known is believed for a while.
void NoteMembershipCheck(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now);
std::vector<UserId> ListEnrolled(postgres::Session& db, const RunId& run_id);

bool IsCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);
void PutCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);
void RemoveCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);

// Has somebody's profile asked for.
void NotePerson(postgres::Session& db, const UserId& user_id);
// Has it asked for again, of those whose it is known. `version`: which change was told; one told of before changes nothing. 0 when that
// is not known.
void NotePersonChanged(postgres::Session& db, const UserId& user_id, int64_t version);
struct StalePerson {
  UserId user_id;
  int64_t changes = 0;
};
std::vector<StalePerson> ListStalePeople(postgres::Session& db, int limit);
// What is shown of the person of a row with user_id, display_name, country and region.
identity::v1::Profile ReadProfile(const postgres::Row& row);
// identity's answer, asked when `changes` changes had been heard of.
void PutPlanningProfile(postgres::Session& db, const identity::v1::PlanningProfile& profile, int64_t changes);

}  // namespace parley::scheduling::store

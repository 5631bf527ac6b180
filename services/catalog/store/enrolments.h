#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "parley/catalog/v1/internal.pb.h"
#include "services/catalog/domain/enrolment.h"

namespace parley::catalog::store {

// Whoever decides on one has locked its run before.
std::optional<domain::Enrolment> GetEnrolment(postgres::Session& db, const EnrolmentId& id);
std::optional<domain::Enrolment> GetEnrolmentOfUser(postgres::Session& db, const RunId& run_id, const UserId& user_id);
// What other services are told of it.
std::optional<v1::Membership> GetMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id);
// The first of a run's waitlist.
std::optional<domain::Enrolment> FirstWaiting(postgres::Session& db, const RunId& run_id);

// A user's enrolments, newest first, behind `after` (empty: from the newest).
std::vector<domain::Enrolment> ListEnrolments(postgres::Session& db, const UserId& user_id, const EnrolmentId& after, int limit);

// An enrolment with its place in the order of applying.
struct PlacedEnrolment {
  domain::Enrolment enrolment;
  int64_t place = 0;
};
// The enrolments of a run in a state (nullopt: in any), in the order of applying, behind the place `after` (0: from the first).
std::vector<PlacedEnrolment> ListEnrolmentsOfRun(postgres::Session& db, const RunId& run_id, std::optional<domain::EnrolmentState> state,
                                                 int64_t after, int limit);

// These publish EnrolmentChanged.
void InsertEnrolment(postgres::Session& db, const domain::Enrolment& enrolment, absl::Time now);
void SaveState(postgres::Session& db, const domain::Enrolment& enrolment, absl::Time now);
// Makes everybody's enrolment in a run that was not ended WITHDRAWN.
void WithdrawEverybody(postgres::Session& db, const RunId& run_id, absl::Time now);
// Saves the state of somebody who applies again: at the end of the waitlist.
void SaveNewApplication(postgres::Session& db, const domain::Enrolment& enrolment, absl::Time now);

}  // namespace parley::catalog::store

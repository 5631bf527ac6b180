#pragma once

#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "services/scheduling/domain/problem.h"

// People as plans and seats are decided by, put together of all that is known of them.
namespace parley::scheduling::store {

// Those of them whose profile is known, in the order of ids. `run_id` is the run that they are to be placed in: meetings of others keep
// them busy.
std::vector<domain::Person> LoadPeople(postgres::Session& db, const RunId& run_id, const std::vector<UserId>& user_ids, absl::Time now);
std::vector<domain::Leader> LoadLeaders(postgres::Session& db, const RunId& run_id, absl::Time now);

}  // namespace parley::scheduling::store

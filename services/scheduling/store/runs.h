#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "parley/catalog/v1/run.pb.h"
#include "services/scheduling/domain/run.h"
#include "services/scheduling/domain/slots.h"

// catalog's runs and the meetings of their plans, as far as scheduling needs them.
namespace parley::scheduling::store {

// Stores a run and its planned meetings; what is known already only moves its state on.
void PutRun(postgres::Session& db, const catalog::v1::Run& run);
void RaiseRunState(postgres::Session& db, const RunId& id, domain::RunState state);

std::optional<domain::Run> GetRun(postgres::Session& db, const RunId& id);
// The lock puts in order whatever changes the run's groups.
std::optional<domain::Run> GetRunForUpdate(postgres::Session& db, const RunId& id);
// The time to tell of what a transaction changes about the members and facilitators of a run that it has locked: `now`, or just after the
// last such time where that is later.
absl::Time NextChangeTime(postgres::Session& db, const RunId& id, absl::Time now);
std::vector<domain::PlannedMeeting> ListPlannedMeetings(postgres::Session& db, const RunId& id);

}  // namespace parley::scheduling::store

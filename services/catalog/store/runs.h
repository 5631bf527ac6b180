#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/catalog/domain/run.h"

namespace parley::catalog::store {

void InsertRun(postgres::Session& db, const domain::Run& run);

std::optional<domain::Run> GetRun(postgres::Session& db, const RunId& id);
// Locked until the transaction ends: the run's row is what everything about its seats is put in order by. Without its plan.
std::optional<domain::Run> LockRun(postgres::Session& db, const RunId& id);

// Runs that are open or running, newest first, behind `after` (empty: from the newest); of a course, or of all when it is empty.
std::vector<domain::Run> ListRuns(postgres::Session& db, const CourseId& course_id, const RunId& after, int limit);

// A partner's runs in every state, newest first, behind `after` (empty: from the newest).
std::vector<domain::Run> ListRunsOfPartner(postgres::Session& db, const PartnerId& partner_id, const RunId& after, int limit);

// Saves DRAFT → OPEN; the run's version grows by one.
void SaveOpened(postgres::Session& db, domain::Run& run);
// Saves CANCELLED; the run's version grows by one.
void SaveCancelled(postgres::Session& db, domain::Run& run);
void SaveSeats(postgres::Session& db, const domain::Run& run);

struct DueRun {
  RunId id;
  PartnerId partner_id;
};
// Makes up to a hundred OPEN runs whose start has come RUNNING, and names them.
std::vector<DueRun> StartDueRuns(postgres::Session& db, absl::Time now);
// Likewise RUNNING ones whose end has come FINISHED.
std::vector<DueRun> FinishDueRuns(postgres::Session& db, absl::Time now);

}  // namespace parley::catalog::store

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "parley/scheduling/v1/plan.pb.h"
#include "services/scheduling/domain/plan.h"

namespace parley::scheduling::store {

void InsertPlan(postgres::Session& db, const domain::Plan& plan, absl::Time now);
// For showing.
std::optional<v1::Plan> GetPlan(postgres::Session& db, const PlanId& id);
// Newest first, without outcomes; `before` is empty for the first page.
std::vector<v1::Plan> ListPlans(postgres::Session& db, const RunId& run_id, const std::string& before, int limit);
bool HasSolvingPlan(postgres::Session& db, const RunId& run_id);
bool HasAdoptedPlan(postgres::Session& db, const RunId& run_id);

// For deciding, with a lock.
std::optional<domain::Plan> GetPlanForUpdate(postgres::Session& db, const PlanId& id);
std::optional<domain::Plan> GetAdoptedPlanForUpdate(postgres::Session& db, const RunId& run_id);
void SavePlanState(postgres::Session& db, const domain::Plan& plan, absl::Time now);
// Those that are being made or wait to be adopted: nobody will.
void DiscardPlansOfRun(postgres::Session& db, const RunId& run_id, absl::Time now);

// A plan to be made, as a queue that planners take from by leases.
struct PlanJob {
  PlanId plan_id;
  RunId run_id;
  double expected_attendance = 1;
  std::string lease;  // what the planner proves with that the plan is still its own
  int attempts = 0;   // this one included
};
// The oldest nobody holds whose participants are all known.
std::optional<PlanJob> TakePlan(postgres::Session& db, absl::Time now, absl::Time until);
// False when the plan is no longer the planner's, or was cancelled: stop working on it.
bool RenewPlan(postgres::Session& db, const PlanJob& job, absl::Time until, int progress_percent);
// Gives it back uncounted, to be taken again after `not_before`.
void PutBackPlan(postgres::Session& db, const PlanJob& job, absl::Time not_before);
// Each ends the work. False when the plan is no longer the planner's.
bool ProposePlan(postgres::Session& db, const PlanJob& job, const v1::PlanOutcome& outcome, absl::Time now);
bool FailPlan(postgres::Session& db, const PlanJob& job, domain::PlanFailure failure, absl::Time now);

// For operators.
struct PlanBacklog {
  int64_t waiting = 0;
  int64_t running = 0;
  std::optional<absl::Time> oldest_time;  // of those that wait
};
PlanBacklog GetPlanBacklog(postgres::Session& db, absl::Time now);

}  // namespace parley::scheduling::store

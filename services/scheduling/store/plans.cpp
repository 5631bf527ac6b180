#include "services/scheduling/store/plans.h"

#include "libs/rpc/time.h"
#include "services/scheduling/sql.h"

namespace parley::scheduling::store {
namespace {

constexpr char kAfterEveryId[] = "ffffffff-ffff-ffff-ffff-ffffffffffff";

v1::Plan ShowPlan(const postgres::Row& row) {
  v1::Plan plan;
  plan.set_plan_id(row.Get<std::string>("plan_id"));
  plan.set_run_id(row.Get<std::string>("run_id"));
  plan.set_state(static_cast<v1::Plan::State>(row.Get<int>("state")));
  plan.set_failure(static_cast<v1::Plan::Failure>(row.Get<int>("failure")));
  plan.set_expected_attendance(row.Get<double>("expected_attendance"));
  plan.set_progress_percent(row.Get<int>("progress_percent"));
  *plan.mutable_create_time() = rpc::ToProto(row.Get<absl::Time>("create_time"));
  *plan.mutable_update_time() = rpc::ToProto(row.Get<absl::Time>("update_time"));
  plan.set_etag(domain::Etag(row.Get<int64_t>("version")));
  if (!row.IsNull("outcome") && !plan.mutable_outcome()->ParseFromString(row.Get<postgres::Bytes>("outcome").data)) {
    throw std::invalid_argument("the outcome of plan " + plan.plan_id() + " can't be read");
  }
  return plan;
}

std::optional<domain::Plan> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  return domain::Plan{row.Get<PlanId>("plan_id"),
                      row.Get<RunId>("run_id"),
                      row.Get<domain::PlanState>("state"),
                      row.Get<domain::PlanFailure>("failure"),
                      row.Get<double>("expected_attendance"),
                      row.Get<int>("group_count"),
                      row.Get<int64_t>("version")};
}

}  // namespace

void InsertPlan(postgres::Session& db, const domain::Plan& plan, absl::Time now) {
  db.Defer(sql::kInsertPlan, plan.id, plan.run_id, plan.expected_attendance, now);
}

std::optional<v1::Plan> GetPlan(postgres::Session& db, const PlanId& id) {
  const postgres::Result result = db.Execute(sql::kGetPlan, id);
  if (result.empty()) return std::nullopt;
  return ShowPlan(result.front());
}

std::vector<v1::Plan> ListPlans(postgres::Session& db, const RunId& run_id, const std::string& before, int limit) {
  std::vector<v1::Plan> plans;
  for (const auto& row : db.Execute(sql::kListPlans, run_id, before.empty() ? kAfterEveryId : before, limit))
    plans.push_back(ShowPlan(row));
  return plans;
}

bool HasSolvingPlan(postgres::Session& db, const RunId& run_id) { return !db.Execute(sql::kHasSolvingPlan, run_id).empty(); }

bool HasAdoptedPlan(postgres::Session& db, const RunId& run_id) { return !db.Execute(sql::kHasAdoptedPlan, run_id).empty(); }

std::optional<domain::Plan> GetPlanForUpdate(postgres::Session& db, const PlanId& id) {
  return ReadOne(db.Execute(sql::kGetPlanForUpdate, id));
}

std::optional<domain::Plan> GetAdoptedPlanForUpdate(postgres::Session& db, const RunId& run_id) {
  return ReadOne(db.Execute(sql::kGetAdoptedPlanForUpdate, run_id));
}

void SavePlanState(postgres::Session& db, const domain::Plan& plan, absl::Time now) {
  db.Defer(sql::kSavePlanState, plan.id, plan.state, plan.version, now);
}

void DiscardPlansOfRun(postgres::Session& db, const RunId& run_id, absl::Time now) { db.Defer(sql::kDiscardPlansOfRun, run_id, now); }

std::optional<PlanJob> TakePlan(postgres::Session& db, absl::Time now, absl::Time until) {
  const std::string lease = NewUuid(now);
  const postgres::Result result = db.Execute(sql::kTakePlan, lease, now, until);
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  return PlanJob{row.Get<PlanId>("plan_id"), row.Get<RunId>("run_id"), row.Get<double>("expected_attendance"), lease,
                 row.Get<int>("attempts")};
}

bool RenewPlan(postgres::Session& db, const PlanJob& job, absl::Time until, int progress_percent) {
  return db.Execute(sql::kRenewPlan, job.plan_id, job.lease, until, progress_percent).affected() == 1;
}

void PutBackPlan(postgres::Session& db, const PlanJob& job, absl::Time not_before) {
  db.Defer(sql::kPutBackPlan, job.plan_id, job.lease, not_before);
}

bool ProposePlan(postgres::Session& db, const PlanJob& job, const v1::PlanOutcome& outcome, absl::Time now) {
  const postgres::Bytes bytes{outcome.SerializeAsString()};
  return db.Execute(sql::kProposePlan, job.plan_id, job.lease, bytes, outcome.groups_size(), now).affected() == 1;
}

bool FailPlan(postgres::Session& db, const PlanJob& job, domain::PlanFailure failure, absl::Time now) {
  return db.Execute(sql::kFailPlan, job.plan_id, job.lease, failure, now).affected() == 1;
}

PlanBacklog GetPlanBacklog(postgres::Session& db, absl::Time now) {
  const postgres::Result result = db.Execute(sql::kGetPlanBacklog, now);
  const postgres::Row row = result.front();
  return {row.Get<int64_t>("waiting"), row.Get<int64_t>("running"), row.GetOptional<absl::Time>("oldest_time")};
}

}  // namespace parley::scheduling::store

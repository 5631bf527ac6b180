#include "services/scheduling/store/plans.h"

#include "libs/errors/error.h"
#include "services/scheduling/handlers/access.h"
#include "services/scheduling/handlers/handlers.h"
#include "services/scheduling/handlers/plan_access.h"

namespace parley::scheduling::handlers {
namespace {

constexpr int kUsualPage = 20;
constexpr double kLeastAttendance = 0.5;

}  // namespace

absl::StatusOr<domain::Plan> LoadOwnPlan(Deps& deps, rpc::Call& call, const std::string& plan_id) {
  const auto id = ParseId<PlanId>(plan_id, "plan_id");
  if (!id.ok()) return id.status();
  // The run is locked before its plan, as whoever follows a change of the run does.
  const auto shown = store::GetPlan(call.db(), *id);
  if (!shown) return errors::NotFound("plan");
  const auto run = LoadOwnRun(deps, call, shown->run_id(), Lock::kForUpdate, "plan");
  if (!run.ok()) return run.status();
  auto plan = store::GetPlanForUpdate(call.db(), *id);
  if (!plan) return errors::NotFound("plan");
  return *std::move(plan);
}

absl::Status CheckPlannable(const domain::Run& run) {
  if (domain::TakesPlans(run)) return absl::OkStatus();
  return errors::FailedPrecondition("RUN_NOT_PLANNABLE", "groups are made while a run is open for enrolment or running");
}

absl::Status CreatePlan(Deps& deps, rpc::Call& call, const v1::CreatePlanRequest& request, v1::Plan& response) {
  const double attendance = request.expected_attendance() == 0 ? 1 : request.expected_attendance();
  if (!(attendance >= kLeastAttendance && attendance <= 1)) {
    return errors::InvalidField("expected_attendance", "must be a share from 0.5 to 1, or 0 for 1");
  }
  const auto run = LoadOwnRun(deps, call, request.run_id(), Lock::kForUpdate);
  if (!run.ok()) return run.status();

  if (auto status = CheckPlannable(*run); !status.ok()) return status;
  if (store::HasSolvingPlan(call.db(), run->id)) {
    return errors::FailedPrecondition("PLAN_IN_PROGRESS", "a plan of this run is being made: wait for it or cancel it");
  }
  domain::Plan plan;
  plan.id = PlanId::New(call.now());
  plan.run_id = run->id;
  plan.expected_attendance = attendance;
  store::InsertPlan(call.db(), plan, call.now());
  call.AfterCommit(deps.wake_upkeep);
  response = *store::GetPlan(call.db(), plan.id);
  return absl::OkStatus();
}

absl::Status GetPlan(Deps& deps, rpc::Call& call, const v1::GetPlanRequest& request, v1::Plan& response) {
  const auto id = ParseId<PlanId>(request.plan_id(), "plan_id");
  if (!id.ok()) return id.status();
  auto plan = store::GetPlan(call.db(), *id);
  if (!plan) return errors::NotFound("plan");
  const auto run = LoadOwnRun(deps, call, plan->run_id(), Lock::kNone, "plan");
  if (!run.ok()) return run.status();
  response = *std::move(plan);
  return absl::OkStatus();
}

absl::Status ListPlans(Deps& deps, rpc::Call& call, const v1::ListPlansRequest& request, v1::ListPlansResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListPlans/" + request.run_id();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  const auto run = LoadOwnRun(deps, call, request.run_id(), Lock::kNone);
  if (!run.ok()) return run.status();

  auto plans = store::ListPlans(call.db(), run->id, *cursor, *page_size + 1);
  if (static_cast<int>(plans.size()) > *page_size) {
    plans.pop_back();
    response.set_next_page_token(deps.pages.Encode(scope, plans.back().plan_id()));
  }
  for (auto& plan : plans) *response.add_plans() = std::move(plan);
  return absl::OkStatus();
}

absl::Status CancelPlan(Deps& deps, rpc::Call& call, const v1::CancelPlanRequest& request, v1::Plan& response) {
  auto plan = LoadOwnPlan(deps, call, request.plan_id());
  if (!plan.ok()) return plan.status();
  if (auto status = domain::Cancel(*plan); !status.ok()) return status;
  store::SavePlanState(call.db(), *plan, call.now());
  response = *store::GetPlan(call.db(), plan->id);
  return absl::OkStatus();
}

absl::Status DiscardPlan(Deps& deps, rpc::Call& call, const v1::DiscardPlanRequest& request, v1::Plan& response) {
  auto plan = LoadOwnPlan(deps, call, request.plan_id());
  if (!plan.ok()) return plan.status();
  if (auto status = domain::Discard(*plan); !status.ok()) return status;
  store::SavePlanState(call.db(), *plan, call.now());
  response = *store::GetPlan(call.db(), plan->id);
  return absl::OkStatus();
}

}  // namespace parley::scheduling::handlers

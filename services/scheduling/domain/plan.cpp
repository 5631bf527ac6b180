#include "services/scheduling/domain/plan.h"

#include "libs/errors/error.h"

namespace parley::scheduling::domain {
namespace {

void Enter(Plan& plan, PlanState state) {
  plan.state = state;
  ++plan.version;
}

absl::Status CheckProposed(const Plan& plan) {
  if (plan.state == PlanState::kProposed) return absl::OkStatus();
  return errors::FailedPrecondition("PLAN_NOT_PROPOSED", "only a plan that is PROPOSED can be adopted or discarded: look at its state");
}

}  // namespace

absl::Status Cancel(Plan& plan) {
  if (plan.state != PlanState::kSolving) return errors::FailedPrecondition("PLAN_NOT_SOLVING", "the plan is no longer being made");
  Enter(plan, PlanState::kDiscarded);
  return absl::OkStatus();
}

absl::Status Discard(Plan& plan) {
  if (auto status = CheckProposed(plan); !status.ok()) return status;
  Enter(plan, PlanState::kDiscarded);
  return absl::OkStatus();
}

absl::Status Adopt(Plan& plan) {
  if (auto status = CheckProposed(plan); !status.ok()) return status;
  if (plan.group_count == 0) {
    return errors::FailedPrecondition("PLAN_EMPTY", "the plan has no group: see why in what it says of each participant");
  }
  Enter(plan, PlanState::kAdopted);
  return absl::OkStatus();
}

void Supersede(Plan& plan) { Enter(plan, PlanState::kSuperseded); }

std::string Etag(int64_t version) { return "v" + std::to_string(version); }

absl::Status CheckEtag(const std::string& etag, int64_t version) {
  if (etag.empty() || etag == Etag(version)) return absl::OkStatus();
  return errors::Aborted("ETAG_MISMATCH", "it has changed meanwhile: read it again");
}

}  // namespace parley::scheduling::domain

#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "libs/rpc/call.h"
#include "services/scheduling/deps.h"
#include "services/scheduling/domain/plan.h"
#include "services/scheduling/domain/run.h"

namespace parley::scheduling::handlers {

// A plan of the caller's partner, locked, and its run before it. NOT_FOUND (plan) otherwise.
absl::StatusOr<domain::Plan> LoadOwnPlan(Deps& deps, rpc::Call& call, const std::string& plan_id);

// FAILED_PRECONDITION: RUN_NOT_PLANNABLE.
absl::Status CheckPlannable(const domain::Run& run);

}  // namespace parley::scheduling::handlers

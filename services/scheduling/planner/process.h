#pragma once

#include "absl/status/status.h"
#include "libs/config/environment.h"
#include "libs/time/clock.h"

namespace parley::scheduling::planner {

// The planner's process, without its main: one worker, until a signal. Settings: PARLEY_DATABASE_URL,
// PARLEY_PLANNER_BUDGET, PARLEY_METRICS_LISTEN.
absl::Status RunUntilSignal(config::Environment& environment, const Clock& clock);

}  // namespace parley::scheduling::planner

#pragma once

#include "libs/metrics/registry.h"
#include "libs/time/clock.h"

namespace parley::metrics {

// What every process tells of itself, under the names that Prometheus's own libraries use (process_open_fds …), and what its clock shows
// (parley_clock_seconds), since clocks must agree for tokens and limits.
void AddProcess(Registry& registry, const Clock& clock);

}  // namespace parley::metrics

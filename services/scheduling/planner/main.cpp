#include <cstdio>
#include <cstdlib>
#include <exception>

#include "libs/log/log.h"
#include "libs/time/clock.h"
#include "services/scheduling/planner/process.h"

int main() {
  parley::config::Environment environment;
  parley::log::Start("scheduling-planner", environment.Optional("PARLEY_LOG_LEVEL", "info"));
  try {
    const absl::Status status = parley::scheduling::planner::RunUntilSignal(environment, parley::SystemClock());
    if (status.ok()) return EXIT_SUCCESS;
    std::fprintf(stderr, "parley-scheduling-planner cannot start:\n%s\n", std::string(status.message()).c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "parley-scheduling-planner cannot start:\n%s\n", error.what());
  }
  return EXIT_FAILURE;
}

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "libs/log/log.h"
#include "libs/time/clock.h"
#include "services/exchange/media/pool.h"

int main() {
  parley::config::Environment environment;
  parley::log::Start("exchange-media", environment.Optional("PARLEY_LOG_LEVEL", "info"));
  try {
    const absl::Status status = parley::exchange::media::RunUntilSignal(environment, parley::SystemClock());
    if (status.ok()) return EXIT_SUCCESS;
    std::fprintf(stderr, "parley-exchange-media cannot start:\n%s\n", std::string(status.message()).c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "parley-exchange-media cannot start:\n%s\n", error.what());
  }
  return EXIT_FAILURE;
}

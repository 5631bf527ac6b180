#include "services/scheduling/planner/process.h"

#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <thread>

#include "libs/log/log.h"
#include "services/scheduling/planner/worker.h"

namespace parley::scheduling::planner {
namespace {

WorkerOptions ReadOptions(config::Environment& environment) {
  WorkerOptions options;
  options.database.url = environment.Required("PARLEY_DATABASE_URL");
  options.database.schema = "scheduling";
  options.budget = environment.Duration("PARLEY_PLANNER_BUDGET", options.budget);
  if (options.budget <= absl::ZeroDuration()) environment.AddError("PARLEY_PLANNER_BUDGET", "must be longer than nothing");
  return options;
}

}  // namespace

absl::Status RunUntilSignal(config::Environment& environment, const Clock& clock) {
  WorkerOptions options = ReadOptions(environment);
  if (auto status = environment.Check(); !status.ok()) return status;
  // Before the first thread, so that all inherit it and the signals come to sigwait.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Worker worker(std::move(options), clock);
  std::jthread thread([&worker](const std::stop_token& stop) { worker.Run(stop); });
  std::puts("ready");
  std::fflush(stdout);
  int received = 0;
  sigwait(&signals, &received);
  log::Info("draining", {{"signal", received}});
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // a second signal ends at once
  thread.request_stop();
  return absl::OkStatus();
}

}  // namespace parley::scheduling::planner

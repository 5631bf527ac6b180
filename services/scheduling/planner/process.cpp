#include "services/scheduling/planner/process.h"

#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <thread>

#include "libs/log/log.h"
#include "libs/service/worker_metrics.h"
#include "services/scheduling/planner/backlog.h"
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
  const std::string metrics_listen = environment.Optional("PARLEY_METRICS_LISTEN", "");
  if (auto status = environment.Check(); !status.ok()) return status;
  // Before the first thread, so that all inherit it and the signals come to sigwait.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  service::WorkerMetrics metrics(options.database, clock, AtPlans());
  if (auto status = metrics.Start(metrics_listen); !status.ok()) return status;
  Worker worker(std::move(options), clock);
  std::jthread thread([&worker](const std::stop_token& stop) { worker.Run(stop); });
  log::Info("started", {{"metrics_port", metrics.port()}});
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

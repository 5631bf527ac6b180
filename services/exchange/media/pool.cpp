#include "services/exchange/media/pool.h"

#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <thread>
#include <vector>

#include "libs/log/log.h"
#include "libs/service/worker_metrics.h"
#include "services/exchange/media/backlog.h"

namespace parley::exchange::media {

absl::Status RunUntilSignal(config::Environment& environment, const Clock& clock) {
  const Settings settings = ReadSettings(environment);
  if (auto status = environment.Check(); !status.ok()) return status;
  // Before the first thread, so that all inherit it and the signals come to sigwait.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const auto blobs = blob::OpenFolder(settings.blob_root);
  std::vector<std::unique_ptr<Worker>> workers;
  workers.reserve(static_cast<size_t>(settings.workers));
  for (int i = 0; i < settings.workers; ++i) workers.push_back(std::make_unique<Worker>(settings.worker, *blobs, clock));
  if (auto status = workers.front()->CheckSandbox(); !status.ok()) return status;
  service::WorkerMetrics metrics(settings.worker.database, clock, AtMediaJobs());
  if (auto status = metrics.Start(settings.metrics_listen); !status.ok()) return status;

  std::vector<std::jthread> threads;
  threads.reserve(workers.size());
  for (auto& worker : workers) threads.emplace_back([&worker](const std::stop_token& stop) { worker->Run(stop); });
  log::Info("started", {{"metrics_port", metrics.port()}});
  std::puts("ready");
  std::fflush(stdout);
  int received = 0;
  sigwait(&signals, &received);
  log::Info("draining", {{"signal", received}});
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // a second signal ends at once
  for (auto& thread : threads) thread.request_stop();
  return absl::OkStatus();
}

}  // namespace parley::exchange::media

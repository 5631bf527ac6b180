#include "libs/service/worker_metrics.h"

#include "libs/metrics/process.h"

namespace parley::service {

WorkerMetrics::WorkerMetrics(postgres::Connection::Options database, const Clock& clock, Look look)
    : lookout_(std::move(database), clock, registry_) {
  metrics::AddProcess(registry_, clock);
  lookout_.Add(std::move(look));
}

WorkerMetrics::~WorkerMetrics() { registry_.Close(); }

absl::Status WorkerMetrics::Start(const std::string& listen) {
  if (listen.empty()) return absl::OkStatus();
  const auto port = registry_.Expose(listen);
  if (!port.ok()) return port.status();
  port_ = *port;
  lookout_.Start();
  return absl::OkStatus();
}

}  // namespace parley::service

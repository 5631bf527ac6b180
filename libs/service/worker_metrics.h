#pragma once

#include <string>

#include "absl/status/status.h"
#include "libs/metrics/registry.h"
#include "libs/service/lookout.h"

namespace parley::service {

// What operators see of a program that serves no rpcs.
class WorkerMetrics {
 public:
  WorkerMetrics(postgres::Connection::Options database, const Clock& clock, Look look);
  ~WorkerMetrics();

  // Serves /metrics there; nothing is looked for or served where `listen` is empty. UNAVAILABLE when the port is taken.
  absl::Status Start(const std::string& listen);
  // Where, known after Start.
  int port() const { return port_; }

 private:
  metrics::Registry registry_;
  Lookout lookout_;
  int port_ = 0;
};

}  // namespace parley::service

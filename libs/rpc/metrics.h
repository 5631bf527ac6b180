#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace parley::rpc {

// What Prometheus reads of a server: parley_rpc_calls_total{method,code}, parley_rpc_seconds{method}, parley_rpc_queue_waiting.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  // Makes a method known; not thread-safe, before Count.
  void Add(const std::string& method);
  void Count(const std::string& method, absl::StatusCode code, absl::Duration took);
  void SetWaiting(int waiting);

  // Serves them over plain HTTP at /metrics, and returns the port. UNAVAILABLE when it is taken.
  absl::StatusOr<int> Expose(const std::string& listen);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::rpc

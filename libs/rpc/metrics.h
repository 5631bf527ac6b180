#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/metrics/registry.h"

namespace parley::rpc {

// The calls of a server: parley_rpc_calls_total{method,code} and parley_rpc_seconds{method}.
class Metrics {
 public:
  // `registry` must outlive it.
  explicit Metrics(metrics::Registry& registry);
  ~Metrics();

  // Makes a method known; not thread-safe, before Count.
  void Add(const std::string& method);
  void Count(const std::string& method, absl::StatusCode code, absl::Duration took);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::rpc

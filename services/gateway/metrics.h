#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "libs/metrics/registry.h"
#include "services/gateway/limits/key.h"

namespace parley::gateway {

// What Prometheus reads of the gateway: parley_http_requests_total{route,status}, parley_http_seconds{route} and
// parley_http_limited_total{limit}.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  // Makes a route known, for example "GET /v1/runs/{run_id}", and returns its number. Before the first Count.
  int Add(const std::string& route);
  // As it was made known.
  const std::string& RouteOf(int number) const;
  // `status` 0: the client was gone before an answer, counted as 499. Thread-safe.
  void Count(int route, int status, std::chrono::nanoseconds took);
  // A request that a limit refused. Thread-safe.
  void CountLimited(limits::Limit limit);

  // What /metrics tells.
  metrics::Registry& registry();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::gateway

#pragma once

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "libs/config/environment.h"
#include "libs/metrics/registry.h"

namespace parley::rpc {

struct SpanExporterOptions {
  // "http://host:4317", or "https://…" for TLS with the system's roots; empty: nothing is recorded.
  std::string endpoint;
  std::string service;  // "exchange": service.name is "parley-exchange"
  size_t most_waiting = 8192;
  size_t batch = 512;
  absl::Duration pause = absl::Seconds(1);    // between two batches that are not full
  absl::Duration timeout = absl::Seconds(3);  // of one
};

// PARLEY_OTLP_ADDRESS ("host:4317"), or else OpenTelemetry's own OTEL_EXPORTER_OTLP_ENDPOINT.
SpanExporterOptions ReadSpanExporter(config::Environment& environment, const std::string& service);

// Records the process's spans (libs/trace/span.h) while it lives, and sends them to an OpenTelemetry collector by OTLP over gRPC, in
// batches. Nobody waits for it: what does not fit, or is not taken at the first try, is dropped and counted.
class SpanExporter {
 public:
  explicit SpanExporter(SpanExporterOptions options);
  // Sends what waits, for as long as one batch may take.
  ~SpanExporter();
  SpanExporter(const SpanExporter&) = delete;

  // parley_spans_exported_total, parley_spans_dropped_total.
  void AddMetrics(metrics::Registry& registry) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;  // null: off
};

}  // namespace parley::rpc

#include "libs/rpc/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <atomic>

#include "libs/errors/error.h"

namespace parley::rpc {
namespace {

constexpr size_t kCodes = 17;  // of google.rpc.Code

prometheus::Histogram::BucketBoundaries Buckets() {
  return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

struct OfMethod {
  prometheus::Histogram* seconds = nullptr;
  // Made when first needed: most methods know few codes.
  std::array<std::atomic<prometheus::Counter*>, kCodes> calls{};
};

std::string Name(absl::StatusCode code) { return code == absl::StatusCode::kOk ? "OK" : absl::StatusCodeToString(code); }

}  // namespace

struct Metrics::Impl {
  std::shared_ptr<prometheus::Registry> registry = std::make_shared<prometheus::Registry>();
  prometheus::Family<prometheus::Counter>& calls =
      prometheus::BuildCounter().Name("parley_rpc_calls_total").Help("Calls answered, by method and code.").Register(*registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram().Name("parley_rpc_seconds").Help("From arrival to answer, the queue included.").Register(*registry);
  prometheus::Gauge& waiting =
      prometheus::BuildGauge().Name("parley_rpc_queue_waiting").Help("Calls that wait for a worker.").Register(*registry).Add({});
  std::unordered_map<std::string, OfMethod> methods;
  std::unique_ptr<prometheus::Exposer> exposer;
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::Add(const std::string& method) { impl_->methods[method].seconds = &impl_->seconds.Add({{"method", method}}, Buckets()); }

void Metrics::Count(const std::string& method, absl::StatusCode code, absl::Duration took) {
  const auto found = impl_->methods.find(method);
  const auto place = static_cast<size_t>(code);
  if (found == impl_->methods.end() || place >= kCodes) return;
  prometheus::Counter* counter = found->second.calls[place];
  if (counter == nullptr) {
    counter = &impl_->calls.Add({{"method", method}, {"code", Name(code)}});  // the same one when two threads come here
    found->second.calls[place] = counter;
  }
  counter->Increment();
  found->second.seconds->Observe(absl::ToDoubleSeconds(took));
}

void Metrics::SetWaiting(int waiting) { impl_->waiting.Set(waiting); }

absl::StatusOr<int> Metrics::Expose(const std::string& listen) {
  try {
    impl_->exposer = std::make_unique<prometheus::Exposer>(listen, 1);
    impl_->exposer->RegisterCollectable(impl_->registry);
    return impl_->exposer->GetListeningPorts().front();
  } catch (const std::exception& error) {
    return errors::Unavailable("METRICS_PORT_UNAVAILABLE", "cannot listen on " + listen + " for metrics: " + error.what());
  }
}

}  // namespace parley::rpc

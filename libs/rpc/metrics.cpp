#include "libs/rpc/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <atomic>
#include <unordered_map>

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
  explicit Impl(prometheus::Registry& registry)
      : calls(prometheus::BuildCounter().Name("parley_rpc_calls_total").Help("Calls answered, by method and code.").Register(registry)),
        seconds(prometheus::BuildHistogram()
                    .Name("parley_rpc_seconds")
                    .Help("From arrival to answer, the queue included.")
                    .Register(registry)) {}

  prometheus::Family<prometheus::Counter>& calls;
  prometheus::Family<prometheus::Histogram>& seconds;
  std::unordered_map<std::string, OfMethod> methods;
};

Metrics::Metrics(metrics::Registry& registry) : impl_(std::make_unique<Impl>(registry.counted())) {}
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

}  // namespace parley::rpc

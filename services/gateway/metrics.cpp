#include "services/gateway/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <atomic>
#include <deque>

namespace parley::gateway {
namespace {

constexpr int kGone = 499;

prometheus::Histogram::BucketBoundaries Buckets() {
  return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

struct OfRoute {
  std::string name;
  prometheus::Histogram* seconds = nullptr;
  // By status less 100; made when first needed.
  std::array<std::atomic<prometheus::Counter*>, 500> requests{};
};

}  // namespace

struct Metrics::Impl {
  Impl() {
    auto& limited =
        prometheus::BuildCounter().Name("parley_http_limited_total").Help("Requests refused, by limit.").Register(registry.counted());
    for (size_t i = 0; i < by_limit.size(); ++i) by_limit[i] = &limited.Add({{"limit", std::string(limits::kLimitNames[i])}});
  }

  metrics::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                          .Name("parley_http_requests_total")
                                                          .Help("Requests answered, by route and status.")
                                                          .Register(registry.counted());
  prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
                                                           .Name("parley_http_seconds")
                                                           .Help("From a request's head to the end of its answer.")
                                                           .Register(registry.counted());
  std::deque<OfRoute> routes;
  std::array<prometheus::Counter*, limits::kLimitNames.size()> by_limit{};
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

int Metrics::Add(const std::string& route) {
  OfRoute& entry = impl_->routes.emplace_back();
  entry.name = route;
  entry.seconds = &impl_->seconds.Add({{"route", route}}, Buckets());
  return static_cast<int>(impl_->routes.size()) - 1;
}

const std::string& Metrics::RouteOf(int number) const { return impl_->routes[static_cast<size_t>(number)].name; }

void Metrics::Count(int route, int status, std::chrono::nanoseconds took) {
  OfRoute& entry = impl_->routes[static_cast<size_t>(route)];
  const int shown = status >= 100 && status < 600 ? status : kGone;
  std::atomic<prometheus::Counter*>& place = entry.requests[static_cast<size_t>(shown - 100)];
  prometheus::Counter* counter = place;
  if (counter == nullptr) {
    counter = &impl_->requests.Add({{"route", entry.name}, {"status", std::to_string(shown)}});  // the same one when two threads come here
    place = counter;
  }
  counter->Increment();
  entry.seconds->Observe(std::chrono::duration<double>(took).count());
}

void Metrics::CountLimited(limits::Limit limit) { impl_->by_limit[static_cast<size_t>(limit)]->Increment(); }

metrics::Registry& Metrics::registry() { return impl_->registry; }

}  // namespace parley::gateway

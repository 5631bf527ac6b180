#include "libs/metrics/registry.h"

#include <prometheus/collectable.h>
#include <prometheus/exposer.h>
#include <prometheus/registry.h>

#include <algorithm>
#include <mutex>
#include <vector>

#include "libs/errors/error.h"

namespace parley::metrics {
namespace {

class Readings final : public prometheus::Collectable {
 public:
  void Add(Series series, Read read) {
    const std::lock_guard lock(mutex_);
    entries_.push_back({std::move(series), std::move(read)});
  }

  std::vector<prometheus::MetricFamily> Collect() const override {
    const std::lock_guard lock(mutex_);
    std::vector<prometheus::MetricFamily> families;
    for (const Entry& entry : entries_) {
      if (const auto value = entry.read()) FamilyOf(families, entry.series).metric.push_back(Metric(entry.series, *value));
    }
    return families;
  }

 private:
  struct Entry {
    Series series;
    Read read;
  };

  static prometheus::MetricFamily& FamilyOf(std::vector<prometheus::MetricFamily>& families, const Series& series) {
    const auto found = std::find_if(families.begin(), families.end(), [&](const auto& family) { return family.name == series.name; });
    if (found != families.end()) return *found;
    const bool counts = series.kind == Series::Kind::kCounter;
    return families.emplace_back(
        prometheus::MetricFamily{series.name, series.help, counts ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge, {}});
  }

  static prometheus::ClientMetric Metric(const Series& series, double value) {
    prometheus::ClientMetric metric;
    for (const auto& [name, text] : series.labels) metric.label.push_back({name, text});
    if (series.kind == Series::Kind::kCounter) metric.counter.value = value;
    if (series.kind == Series::Kind::kGauge) metric.gauge.value = value;
    return metric;
  }

  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
};

}  // namespace

struct Registry::Impl {
  std::shared_ptr<prometheus::Registry> counted = std::make_shared<prometheus::Registry>();
  std::shared_ptr<Readings> readings = std::make_shared<Readings>();
  std::unique_ptr<prometheus::Exposer> exposer;
};

Registry::Registry() : impl_(std::make_unique<Impl>()) {}
Registry::~Registry() = default;

void Registry::Add(Series series, Read read) { impl_->readings->Add(std::move(series), std::move(read)); }

prometheus::Registry& Registry::counted() { return *impl_->counted; }

absl::StatusOr<int> Registry::Expose(const std::string& listen) {
  try {
    impl_->exposer = std::make_unique<prometheus::Exposer>(listen, 1);
    impl_->exposer->RegisterCollectable(impl_->counted);
    impl_->exposer->RegisterCollectable(impl_->readings);
    return impl_->exposer->GetListeningPorts().front();
  } catch (const std::exception& error) {
    return errors::Unavailable("METRICS_PORT_UNAVAILABLE", "cannot listen on " + listen + " for metrics: " + error.what());
  }
}

void Registry::Close() { impl_->exposer.reset(); }

}  // namespace parley::metrics

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace prometheus {
class Registry;
}

namespace parley::metrics {

// A number of which Prometheus keeps the course. Those of a name differ in their labels, of which there must be few: never a person's id.
struct Series {
  enum class Kind { kGauge, kCounter };

  std::string name;  // parley_outbox_waiting_events: a base unit at the end; a counter ends in _total
  std::string help;
  std::map<std::string, std::string> labels = {};
  Kind kind = Kind::kGauge;
};

// Asked whenever somebody scrapes, by one thread: must not wait for anything. nullopt: it is not known now, and left out.
using Read = std::function<std::optional<double>()>;

// All that a process tells Prometheus. Thread-safe.
class Registry {
 public:
  Registry();
  // As Close.
  ~Registry();
  Registry(const Registry&) = delete;

  void Add(Series series, Read read);
  // Where what is counted as it happens is registered.
  prometheus::Registry& counted();

  // Serves all of it over plain HTTP at /metrics, and returns the port. UNAVAILABLE when it is taken.
  absl::StatusOr<int> Expose(const std::string& listen);
  // Nothing is asked or served any more: before what is asked for goes away.
  void Close();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::metrics

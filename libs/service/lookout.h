#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "libs/metrics/registry.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"

namespace parley::service {

// Gauges that cost a statement, and what finds them: a value for each, in order.
struct Look {
  std::vector<metrics::Series> gauges;
  std::function<std::vector<double>(postgres::Session& db, absl::Time now)> look;
};

// Seconds since `then`; 0 when there is none, as for the oldest of what waits when nothing does.
double SecondsSince(std::optional<absl::Time> then, absl::Time now);

// Looks every few seconds at what a process's tables hold, in a thread and by a connection of its own: neither a request nor a scrape waits
// for it. While the database does not answer, its gauges are left out and parley_database_up is 0.
class Lookout {
 public:
  Lookout(postgres::Connection::Options database, const Clock& clock, metrics::Registry& registry, absl::Duration every = absl::Seconds(5));
  // As Stop. The registry is to be closed before.
  ~Lookout();
  Lookout(const Lookout&) = delete;

  // Before Start.
  void Add(Look look);
  void Start();
  void Stop();

 private:
  struct Entry {
    Look look;
    std::optional<std::vector<double>> found;
  };

  void Run(const std::stop_token& stop);
  void LookAtAll();

  const Clock& clock_;
  metrics::Registry& registry_;
  const absl::Duration every_;
  postgres::Connection database_;
  std::mutex mutex_;
  std::optional<bool> up_;
  std::deque<Entry> entries_;
  std::jthread thread_;
};

}  // namespace parley::service

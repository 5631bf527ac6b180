#include "libs/service/lookout.h"

#include <algorithm>

#include "libs/log/log.h"
#include "libs/time/pause.h"

namespace parley::service {
namespace {

// A look that takes longer is not worth what it costs others.
postgres::Connection::Options Patient(postgres::Connection::Options options) {
  options.statement_timeout = absl::Seconds(3);
  return options;
}

}  // namespace

double SecondsSince(std::optional<absl::Time> then, absl::Time now) { return then ? std::max(0.0, absl::ToDoubleSeconds(now - *then)) : 0; }

Lookout::Lookout(postgres::Connection::Options database, const Clock& clock, metrics::Registry& registry, absl::Duration every)
    : clock_(clock), registry_(registry), every_(every), database_(Patient(std::move(database))) {
  registry_.Add({"parley_database_up", "1 while PostgreSQL answers, otherwise 0."}, [this]() -> std::optional<double> {
    const std::lock_guard lock(mutex_);
    if (!up_) return std::nullopt;
    return *up_ ? 1 : 0;
  });
}

Lookout::~Lookout() { Stop(); }

void Lookout::Add(Look look) {
  Entry& entry = entries_.emplace_back(Entry{std::move(look), std::nullopt});
  for (size_t place = 0; place < entry.look.gauges.size(); ++place) {
    registry_.Add(entry.look.gauges[place], [this, &entry, place]() -> std::optional<double> {
      const std::lock_guard lock(mutex_);
      if (!entry.found || place >= entry.found->size()) return std::nullopt;
      return (*entry.found)[place];
    });
  }
}

void Lookout::Start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
}

void Lookout::Stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Lookout::Run(const std::stop_token& stop) {
  Pause pause;
  while (!stop.stop_requested()) {
    try {
      LookAtAll();
    } catch (const std::exception& error) {
      log::Debug("what waits is not known", {{"error", error.what()}});
      database_.Close();
      const std::lock_guard lock(mutex_);
      up_ = false;
      for (Entry& entry : entries_) entry.found.reset();
    }
    pause.For(every_, stop);
  }
  database_.Close();
}

void Lookout::LookAtAll() {
  for (Entry& entry : entries_) {
    std::vector<double> found = entry.look.look(database_, clock_.Now());
    const std::lock_guard lock(mutex_);
    entry.found = std::move(found);
  }
  const std::lock_guard lock(mutex_);
  up_ = true;
}

}  // namespace parley::service

#include "services/catalog/upkeep.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "libs/events/outbox.h"
#include "libs/log/log.h"
#include "parley/catalog/v1/events.pb.h"
#include "services/catalog/seed/courses.h"
#include "services/catalog/store/courses.h"
#include "services/catalog/store/runs.h"

namespace parley::catalog {
namespace {

// Starts are looked for this often.
constexpr std::chrono::milliseconds kInterval(500);

void Pause(std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait_for(lock, stop, kInterval, [] { return false; });
}

}  // namespace

void LoadSeed(postgres::Connection& db, absl::Time now) {
  postgres::Transaction transaction = db.Begin();
  for (const domain::Course& course : seed::Courses()) store::AddCourse(transaction, course, now);
  transaction.Commit();
}

int StartRuns(postgres::Connection& db, absl::Time now) {
  postgres::Transaction transaction = db.Begin();
  const std::vector<RunId> started = store::StartDueRuns(transaction, now);
  for (const RunId& run_id : started) {
    v1::RunStarted event;
    event.set_run_id(run_id.text());
    events::Publish(transaction, run_id.text(), event, now);
  }
  transaction.Commit();
  return static_cast<int>(started.size());
}

void KeepUp(postgres::Connection::Options database, const Clock& clock, bool seed, const std::function<void()>& wake_relay,
            std::stop_token stop) {
  postgres::Connection db(std::move(database));
  while (!stop.stop_requested()) {
    try {
      if (seed) LoadSeed(db, clock.Now());
      seed = false;
      if (StartRuns(db, clock.Now()) > 0) wake_relay();
    } catch (const std::exception& error) {
      log::Warning("the catalog's upkeep waits for the database", {{"error", error.what()}});
    }
    Pause(stop);
  }
}

}  // namespace parley::catalog

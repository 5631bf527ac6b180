#include "services/catalog/upkeep.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "libs/events/outbox.h"
#include "libs/log/log.h"
#include "parley/catalog/v1/events.pb.h"
#include "services/catalog/offering.h"
#include "services/catalog/seed/courses.h"
#include "services/catalog/store/courses.h"
#include "services/catalog/store/interests.h"
#include "services/catalog/store/offers.h"
#include "services/catalog/store/runs.h"

namespace parley::catalog {
namespace {

// Starts and ends are looked for this often.
constexpr std::chrono::milliseconds kInterval(500);
// What is kept of an expression of interest after its end, so that nobody is made two offers of one run, is kept this long.
constexpr absl::Duration kKeepEnded = absl::Hours(24 * 366);

void Pause(std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait_for(lock, stop, kInterval, [] { return false; });
}

// True when something was done: then there may be more.
bool PassSeats(postgres::Connection& db, absl::Duration offer_time, absl::Time now) {
  bool some = ExpireOffers(db, offer_time, now);
  some |= MatchInterests(db);
  some |= OfferSeats(db, offer_time, now);
  return some;
}

// Publishes an event about each run, and answers how many there are.
template <class Event>
int PublishAll(postgres::Session& transaction, const std::vector<store::DueRun>& runs, absl::Time now) {
  for (const store::DueRun& run : runs) {
    Event event;
    event.set_run_id(run.id.text());
    events::Publish(transaction, run.id.text(), event, now, run.partner_id.text());
  }
  return static_cast<int>(runs.size());
}

}  // namespace

void LoadSeed(postgres::Connection& db, absl::Time now) {
  postgres::Transaction transaction = db.Begin();
  for (const domain::Course& course : seed::Courses()) store::AddCourse(transaction, course, now);
  transaction.Commit();
}

int StartRuns(postgres::Connection& db, absl::Time now) {
  postgres::Transaction transaction = db.Begin();
  const int count = PublishAll<v1::RunStarted>(transaction, store::StartDueRuns(transaction, now), now);
  transaction.Commit();
  return count;
}

int FinishRuns(postgres::Connection& db, absl::Time now) {
  postgres::Transaction transaction = db.Begin();
  const std::vector<store::DueRun> finished = store::FinishDueRuns(transaction, now);
  for (const store::DueRun& run : finished) store::CloseOffers(transaction, run.id, now);
  const int count = PublishAll<v1::RunFinished>(transaction, finished, now);
  transaction.Commit();
  return count;
}

void KeepUp(postgres::Connection::Options database, const Clock& clock, const Settings& settings, const std::function<void()>& wake_relay,
            std::stop_token stop) {
  postgres::Connection db(std::move(database));
  bool seed = settings.seed;
  while (!stop.stop_requested()) {
    bool again = false;
    try {
      if (seed) LoadSeed(db, clock.Now());
      seed = false;
      const absl::Time now = clock.Now();
      if (StartRuns(db, now) + FinishRuns(db, now) > 0) wake_relay();
      store::DeleteOldInterests(db, now, now - kKeepEnded);
      again = PassSeats(db, settings.offer_time, now);
      if (again) wake_relay();
    } catch (const std::exception& error) {
      log::Warning("the catalog's upkeep waits for the database", {{"error", error.what()}});
    }
    if (!again) Pause(stop);
  }
}

}  // namespace parley::catalog

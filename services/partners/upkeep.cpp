#include "services/partners/upkeep.h"

#include "libs/log/log.h"
#include "libs/time/pause.h"
#include "services/partners/seed/partners.h"
#include "services/partners/store/inquiries.h"
#include "services/partners/store/partners.h"

namespace parley::partners {
namespace {

constexpr absl::Duration kKeepDeclined = absl::Hours(24 * 180);
constexpr absl::Duration kRetry = absl::Milliseconds(500);
constexpr absl::Duration kInterval = absl::Minutes(10);

}  // namespace

void LoadSeed(postgres::Connection& db, absl::Time now) {
  postgres::Transaction transaction = db.Begin();
  store::AddPartner(transaction, seed::CourseOwner(now));
  transaction.Commit();
}

void RemoveOld(postgres::Connection& db, absl::Time now) { store::DeleteOldInquiries(db, now - kKeepDeclined); }

void KeepUp(postgres::Connection::Options database, const Clock& clock, bool seed, const std::function<void()>& wake_relay,
            std::stop_token stop) {
  postgres::Connection db(std::move(database));
  Pause pause;
  while (!stop.stop_requested()) {
    try {
      if (seed) {
        LoadSeed(db, clock.Now());
        wake_relay();
      }
      seed = false;
      RemoveOld(db, clock.Now());
      pause.For(kInterval, stop);
    } catch (const std::exception& error) {
      log::Warning("upkeep of partners waits for the database", {{"error", error.what()}});
      pause.For(kRetry, stop);
    }
  }
}

}  // namespace parley::partners

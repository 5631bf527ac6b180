#include "services/identity/upkeep.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "libs/log/log.h"
#include "services/identity/store/invitations.h"
#include "services/identity/store/revocations.h"
#include "services/identity/store/sessions.h"
#include "services/identity/store/sign_ins.h"
#include "services/identity/store/users.h"

namespace parley::identity {
namespace {

constexpr absl::Duration kKeepEnded = absl::Hours(24);
constexpr absl::Duration kKeepInvitations = absl::Hours(24 * 30);
constexpr std::chrono::milliseconds kRetry(500);
constexpr std::chrono::minutes kInterval(10);

void Pause(std::stop_token stop, std::chrono::milliseconds length) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait_for(lock, stop, length, [] { return false; });
}

}  // namespace

void AppointOperator(postgres::Connection& db, const Email& email, absl::Time now) {
  postgres::Transaction transaction = db.Begin();
  domain::User user = store::GetOrCreateUser(transaction, email, {"en", "UTC"}, now);
  store::GrantRole(transaction, user, auth::Role::kOperator, PartnerId(), now);
  transaction.Commit();
}

void RemoveOld(postgres::Connection& db, absl::Time now) {
  store::DeleteOldSignIns(db, now - kKeepEnded);
  store::DeleteOldSessions(db, now - kKeepEnded);
  store::DeleteOldRevocations(db, now - kKeepEnded);
  store::DeleteOldInvitations(db, now - kKeepInvitations);
}

void KeepUp(postgres::Connection::Options database, const Clock& clock, const std::optional<Email>& operator_email, std::stop_token stop) {
  postgres::Connection db(std::move(database));
  bool appointed = !operator_email.has_value();
  while (!stop.stop_requested()) {
    try {
      if (!appointed) AppointOperator(db, *operator_email, clock.Now());
      appointed = true;
      RemoveOld(db, clock.Now());
      Pause(stop, kInterval);
    } catch (const std::exception& error) {
      log::Warning("identity's upkeep waits for the database", {{"error", error.what()}});
      Pause(stop, kRetry);
    }
  }
}

}  // namespace parley::identity

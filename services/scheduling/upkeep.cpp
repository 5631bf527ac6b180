#include "services/scheduling/upkeep.h"

#include "libs/log/log.h"
#include "services/scheduling/seats.h"

namespace parley::scheduling {
namespace {

constexpr absl::Duration kInterval = absl::Milliseconds(500);
constexpr int kMostSeats = 100;  // looked for in a round

}  // namespace

Upkeep::Upkeep(postgres::Connection::Options database, const Clock& clock, Owners& owners, std::function<void()> wake_relay)
    : db_(std::move(database)), clock_(clock), owners_(owners), wake_relay_(std::move(wake_relay)) {}

void Upkeep::RefreshProfiles() {
  // What the owner did not answer is asked again at the next round; it was logged.
  owners_.RefreshProfiles(db_).status().IgnoreError();
}

void Upkeep::SeatLatecomers() {
  // A transaction each: a seat is taken before the next is looked for.
  for (const store::PendingPlacement& pending : store::ListPendingPlacements(db_, kMostSeats)) {
    postgres::Transaction transaction = db_.Begin();
    SeatLatecomer(transaction, pending, clock_.Now());
    transaction.Commit();
    wake_relay_();
  }
}

void Upkeep::EndMeetings() {
  postgres::Transaction transaction = db_.Begin();
  const int ended = EndDueMeetings(transaction, clock_.Now());
  transaction.Commit();
  if (ended > 0) wake_relay_();
}

void Upkeep::Run(const std::stop_token& stop) {
  Backoff backoff(absl::Seconds(5));
  while (!stop.stop_requested()) {
    try {
      RefreshProfiles();
      SeatLatecomers();
      EndMeetings();
      backoff.Reset();
      pause_.For(kInterval, stop);
    } catch (const std::exception& error) {
      log::Warning("scheduling's upkeep waits", {{"error", error.what()}});
      pause_.For(backoff.Next(), stop);
    }
  }
}

}  // namespace parley::scheduling

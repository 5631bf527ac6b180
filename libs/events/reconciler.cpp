#include "libs/events/reconciler.h"

#include <algorithm>

#include "libs/events/effects.h"
#include "libs/events/sql.h"
#include "libs/log/log.h"

namespace parley::events {
namespace {

constexpr int kPage = 100;
// Between two pages: comparing takes no more than a small part of the follower's time.
constexpr std::chrono::seconds kBreath(1);

// Rows that this transaction and those just before it on the connection have written in the service's tables: of use as a difference.
int64_t RowsWritten(postgres::Session& db) { return db.Execute(sql::kRowsWritten).front().Get<int64_t>("rows"); }

// Has the events take effect in `transaction`, but for those that wait behind a dead letter. How many rows that wrote.
absl::StatusOr<int64_t> TakeEffectAgain(postgres::Transaction& transaction, const Following& following, const Place& place,
                                        std::span<const v1::Event> events, absl::Time now) {
  LockPlace(transaction, following.producer, place);
  const std::set<std::string> parked = ParkedAggregates(transaction, following.producer, events);
  const int64_t before = RowsWritten(transaction);
  for (const v1::Event& event : events) {
    if (parked.contains(event.aggregate_id())) continue;
    if (absl::Status status = TakeEffect(following, transaction, event.type(), event.payload(), now); !status.ok()) return status;
  }
  if (absl::Status status = SettleEffects(transaction); !status.ok()) return status;
  return RowsWritten(transaction) - before;
}

}  // namespace

Reconciler::Reconciler(const Following& following, const EventLog& log, postgres::Connection& database, absl::Duration every)
    : following_(following), log_(log), database_(database), every_(absl::ToChronoNanoseconds(every)) {}

void Reconciler::Step(const Place& place, absl::Time now) {
  const auto at = SteadyClock::now();
  if (at < next_) return;
  if (epoch_ != place.epoch) after_ = 0;
  epoch_ = place.epoch;
  if (after_ == 0) begin_ = at;
  next_ = at + std::min<SteadyClock::duration>(kBreath, every_);
  v1::ListLatestEventsResponse page;
  // A producer that can't be reached, or does not know this rpc yet, is asked again.
  if (!log_.list_latest(after_, kPage, page).ok() || page.epoch() != place.epoch) return;
  const auto& events = page.events();
  const auto end = std::find_if(events.begin(), events.end(), [&](const v1::Event& event) { return event.position() > place.position; });
  Compare(place, std::vector<v1::Event>(events.begin(), end), now);
  if (events.size() < kPage || end != events.end()) return End(at);
  after_ = events.rbegin()->position();
}

void Reconciler::Compare(const Place& place, std::span<const v1::Event> events, absl::Time now) {
  while (!events.empty()) {
    const auto together = FirstTogether(following_, events);
    events = events.subspan(together.size());
    if (IsSo(place, together, now)) continue;
    for (const v1::Event& event : together) Heal(place, event, now);
  }
}

bool Reconciler::IsSo(const Place& place, std::span<const v1::Event> events, absl::Time now) {
  postgres::Transaction transaction = database_.Begin();
  const auto rows = TakeEffectAgain(transaction, following_, place, events, now);
  return rows.ok() && *rows == 0;  // rolled back in any case
}

void Reconciler::Heal(const Place& place, const v1::Event& event, absl::Time now) {
  postgres::Transaction transaction = database_.Begin();
  const auto rows = TakeEffectAgain(transaction, following_, place, {&event, 1}, now);
  if (rows.ok() && *rows == 0) return;
  if (rows.ok()) transaction.Commit();
  ++differences_;
  log::Warning(rows.ok() ? "what an event told was not so here any more, and is again" : "what an event told can't be made so again",
               {{"producer", following_.producer},
                {"type", event.type()},
                {"aggregate_id", event.aggregate_id()},
                {"position", event.position()},
                {"rows", rows.ok() ? *rows : 0},
                {"error", rows.status().ToString()}});
}

void Reconciler::End(SteadyClock::time_point now) {
  after_ = 0;
  next_ = begin_ + every_;
  complete_time_ = now;
}

}  // namespace parley::events

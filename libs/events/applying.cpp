#include "libs/events/applying.h"

#include <set>

#include "libs/events/effects.h"
#include "libs/events/record.h"
#include "libs/events/sql.h"
#include "libs/log/log.h"
#include "libs/trace/span.h"
#include "libs/trace/trace.h"

namespace parley::events {
namespace {

// As a part of the trace that the event was published in, where that is recorded.
absl::Status TakeTracedEffect(const Following& following, postgres::Session& db, const v1::Event& event, absl::Time now) {
  if (!IsFollowed(following, event.type())) return absl::OkStatus();
  const auto span = trace::Begin(trace::Kind::kConsumer, event.type(), event.traceparent());
  if (!span) return TakeEffect(following, db, event.type(), event.payload(), now);
  const trace::Scope scope(span->traceparent());
  absl::Status status = TakeEffect(following, db, event.type(), event.payload(), now);
  trace::Conclude(span.get(), status.code());
  return status;
}

void Bury(postgres::Session& db, const std::string& producer, const std::string& epoch, const v1::Event& event, const std::string& why,
          absl::Time now) {
  db.Defer(sql::kDeadLetterInsert, producer, epoch, event.position(), event.type(), event.aggregate_id(), postgres::Bytes{event.payload()},
           CreateTime(event), now, why);
}

void Finish(postgres::Transaction& transaction, const std::string& producer, Place& place, int64_t position) {
  transaction.Defer(sql::kFollowedMove, producer, position);
  transaction.Commit();
  place.position = position;
}

// Applies all in one transaction, which moves the place to `position`; rolled back, with the failure, when one can't be applied.
absl::Status TryTogether(postgres::Connection& database, const Following& following, Place& place, std::span<const v1::Event> events,
                         int64_t position, absl::Time now) {
  postgres::Transaction transaction = database.Begin();
  LockPlace(transaction, following.producer, place);
  const std::set<std::string> parked = ParkedAggregates(transaction, following.producer, events);
  for (const v1::Event& event : events) {
    if (parked.contains(event.aggregate_id())) {
      if (IsFollowed(following, event.type())) Bury(transaction, following.producer, place.epoch, event, "", now);
      continue;
    }
    if (absl::Status status = TakeTracedEffect(following, transaction, event, now); !status.ok()) return status;
  }
  if (absl::Status status = SettleEffects(transaction); !status.ok()) return status;
  Finish(transaction, following.producer, place, position);
  return absl::OkStatus();
}

void BuryAlone(postgres::Connection& database, const Following& following, Place& place, const v1::Event& event, int64_t position,
               const absl::Status& why, absl::Time now) {
  postgres::Transaction transaction = database.Begin();
  LockPlace(transaction, following.producer, place);
  Bury(transaction, following.producer, place.epoch, event, why.ToString(), now);
  Finish(transaction, following.producer, place, position);
  log::Error("an event could not be applied and waits for an operator", {{"producer", following.producer},
                                                                         {"position", event.position()},
                                                                         {"type", event.type()},
                                                                         {"aggregate_id", event.aggregate_id()},
                                                                         {"error", why.ToString()}});
}

// Applies `events` together, as far as they may be, or, when one can't be applied, each by itself, that one becoming a dead letter.
// `place_after`: where the place is after an event.
template <class PlaceAfter>
void ApplyAll(postgres::Connection& database, const Following& following, Place& place, std::span<const v1::Event> events,
              PlaceAfter place_after, absl::Time now) {
  while (!events.empty()) {
    const auto together = FirstTogether(following, events);
    events = events.subspan(together.size());
    if (TryTogether(database, following, place, together, place_after(together.back()), now).ok()) continue;
    for (const v1::Event& event : together) {
      const absl::Status status = TryTogether(database, following, place, {&event, 1}, place_after(event), now);
      if (!status.ok()) BuryAlone(database, following, place, event, place_after(event), status, now);
    }
  }
}

}  // namespace

Place LoadPlace(postgres::Session& db, const std::string& producer) {
  const postgres::Result row = db.Execute(sql::kFollowedGet, producer);
  if (row.empty()) return {};
  return {row.front().Get<std::string>("epoch"), row.front().Get<int64_t>("position")};
}

void MovePlace(postgres::Session& db, const std::string& producer, Place& place, const Place& to) {
  if (db.Execute(sql::kFollowedMoveFrom, producer, place.epoch, place.position, to.epoch, to.position).affected() == 0) throw PlaceMoved{};
  place = to;
}

void Apply(postgres::Connection& database, const Following& following, Place& place, std::span<const v1::Event> events, absl::Time now) {
  ApplyAll(
      database, following, place, events, [](const v1::Event& event) { return event.position(); }, now);
}

void TakeUp(postgres::Connection& database, const Following& following, Place& place, std::span<const v1::Event> events, absl::Time now) {
  ApplyAll(
      database, following, place, events, [&](const v1::Event&) { return place.position; }, now);
}

}  // namespace parley::events

#include "libs/events/applying.h"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "libs/events/record.h"
#include "libs/events/sql.h"
#include "libs/log/log.h"
#include "libs/trace/span.h"
#include "libs/trace/trace.h"

namespace parley::events {
namespace {

// A refusal that has nothing to do with the event: too many connections, shutting down, out of disk, a lock held.
bool MayPass(const std::string& sqlstate) {
  const std::string kind = sqlstate.substr(0, 2);
  return kind == "08" || kind == "40" || kind == "53" || kind == "55" || kind == "57" || kind == "58";
}

// An effect's own failure as a Status; what may pass is thrown on.
template <class Act>
absl::Status Try(Act act) {
  try {
    return act();
  } catch (const postgres::Unavailable&) {
    throw;
  } catch (const postgres::Contention&) {
    throw;
  } catch (const postgres::StatementError& error) {
    if (MayPass(error.sqlstate())) throw;
    return absl::InternalError(error.sqlstate() + " " + error.what());
  } catch (const std::exception& error) {
    return absl::InternalError(error.what());
  }
}

absl::Status Try(const Effect& effect, postgres::Session& db, const std::string& payload, absl::Time now) {
  return Try([&] { return effect.apply(db, payload, now); });
}

// As a part of the trace that the event was published in, where that is recorded.
absl::Status TryTraced(const Effect& effect, postgres::Session& db, const v1::Event& event, absl::Time now) {
  const auto span = trace::Begin(trace::Kind::kConsumer, event.type(), event.traceparent());
  if (!span) return Try(effect, db, event.payload(), now);
  const trace::Scope scope(span->traceparent());
  absl::Status status = Try(effect, db, event.payload(), now);
  if (!status.ok()) span->Fail(absl::StatusCodeToString(status.code()));
  return status;
}

// What effects have deferred fails here, not in what follows.
absl::Status TrySettle(postgres::Session& db) {
  return Try([&] {
    db.Settle();
    return absl::OkStatus();
  });
}

const Effect* FindEffect(const Following& following, const std::string& type) {
  const auto found =
      std::find_if(following.effects.begin(), following.effects.end(), [&](const Effect& effect) { return effect.type == type; });
  return found == following.effects.end() ? nullptr : &*found;
}

// Operators' retries and other followers wait here, so that nothing is parked or applied beside us.
void Lock(postgres::Transaction& transaction, const std::string& producer, const Place& place) {
  const postgres::Result row = transaction.Execute(sql::kFollowedLock, producer);
  if (row.empty() || row.front().Get<std::string>("epoch") != place.epoch || row.front().Get<int64_t>("position") != place.position) {
    throw PlaceMoved{};
  }
}

std::set<std::string> ParkedAggregates(postgres::Session& db, const std::string& producer, std::span<const v1::Event> events) {
  std::vector<std::string> aggregates;
  for (const v1::Event& event : events) aggregates.push_back(event.aggregate_id());
  std::set<std::string> parked;
  for (const postgres::Row row : db.Execute(sql::kDeadLetterParked, producer, aggregates))
    parked.insert(row.Get<std::string>("aggregate_id"));
  return parked;
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

// Applies all in one transaction; rolled back, with the failure, when one can't be applied.
absl::Status TryTogether(postgres::Connection& database, const Following& following, Place& place, std::span<const v1::Event> events,
                         absl::Time now) {
  postgres::Transaction transaction = database.Begin();
  Lock(transaction, following.producer, place);
  const std::set<std::string> parked = ParkedAggregates(transaction, following.producer, events);
  for (const v1::Event& event : events) {
    const Effect* effect = FindEffect(following, event.type());
    if (effect == nullptr) continue;
    if (parked.contains(event.aggregate_id())) {
      Bury(transaction, following.producer, place.epoch, event, "", now);
      continue;
    }
    if (absl::Status status = TryTraced(*effect, transaction, event, now); !status.ok()) return status;
  }
  if (absl::Status status = TrySettle(transaction); !status.ok()) return status;
  Finish(transaction, following.producer, place, events.back().position());
  return absl::OkStatus();
}

void BuryAlone(postgres::Connection& database, const Following& following, Place& place, const v1::Event& event, const absl::Status& why,
               absl::Time now) {
  postgres::Transaction transaction = database.Begin();
  Lock(transaction, following.producer, place);
  Bury(transaction, following.producer, place.epoch, event, why.ToString(), now);
  Finish(transaction, following.producer, place, event.position());
  log::Error("an event could not be applied and waits for an operator", {{"producer", following.producer},
                                                                         {"position", event.position()},
                                                                         {"type", event.type()},
                                                                         {"aggregate_id", event.aggregate_id()},
                                                                         {"error", why.ToString()}});
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
  if (events.empty() || TryTogether(database, following, place, events, now).ok()) return;
  for (const v1::Event& event : events) {
    const absl::Status status = TryTogether(database, following, place, {&event, 1}, now);
    if (!status.ok()) BuryAlone(database, following, place, event, status, now);
  }
}

namespace {

// Applies the first dead letter of the aggregate; nullopt when there is none.
std::optional<absl::Status> RetryFirst(postgres::Connection& database, const Following& following, const std::string& aggregate_id,
                                       absl::Time now, int64_t& id) {
  postgres::Transaction transaction = database.Begin();
  transaction.Defer(sql::kFollowedLock, following.producer);
  const postgres::Result letters = transaction.Execute(sql::kDeadLetterOfAggregate, following.producer, aggregate_id);
  if (letters.empty()) return std::nullopt;
  id = letters.front().Get<int64_t>("id");
  const Effect* effect = FindEffect(following, letters.front().Get<std::string>("type"));
  if (effect != nullptr) {
    absl::Status status = Try(*effect, transaction, letters.front().Get<postgres::Bytes>("payload").data, now);
    if (status.ok()) status = TrySettle(transaction);
    if (!status.ok()) return status;
  }
  transaction.Defer(sql::kDeadLetterDelete, id);
  transaction.Commit();
  return absl::OkStatus();
}

}  // namespace

RetryOutcome RetryDeadLetters(postgres::Connection& database, const Following& following, const std::string& aggregate_id,
                              const Clock& clock) {
  RetryOutcome outcome;
  int64_t id = 0;
  while (const auto status = RetryFirst(database, following, aggregate_id, clock.Now(), id)) {
    if (!status->ok()) {
      outcome.failure = *status;
      database.Execute(sql::kDeadLetterNote, id, status->ToString());
      break;
    }
    ++outcome.applied;
  }
  return outcome;
}

}  // namespace parley::events

#include "libs/events/effects.h"

#include <algorithm>
#include <vector>

#include "libs/events/sql.h"

namespace parley::events {
namespace {

// A refusal that has nothing to do with the event: too many connections, shutting down, out of disk, a lock held.
bool MayPass(const std::string& sqlstate) {
  const std::string kind = sqlstate.substr(0, 2);
  return kind == "08" || kind == "40" || kind == "53" || kind == "55" || kind == "57" || kind == "58";
}

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

const Effect* FindEffect(const Following& following, const std::string& type) {
  const auto& effects = following.effects;
  const auto found = std::find_if(effects.begin(), effects.end(), [&](const Effect& effect) { return effect.type == type; });
  return found == effects.end() ? nullptr : &*found;
}

}  // namespace

void LockPlace(postgres::Transaction& transaction, const std::string& producer, const Place& place) {
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

std::span<const v1::Event> FirstTogether(const Following& following, std::span<const v1::Event> events) {
  const auto last = std::find_if(events.begin(), events.end(), [&](const v1::Event& event) {
    const Effect* effect = FindEffect(following, event.type());
    return effect != nullptr && effect->ends_transaction;
  });
  return last == events.end() ? events : events.first(static_cast<size_t>(last - events.begin()) + 1);
}

bool IsFollowed(const Following& following, const std::string& type) { return FindEffect(following, type) != nullptr; }

absl::Status TakeEffect(const Following& following, postgres::Session& db, const std::string& type, const std::string& payload,
                        absl::Time now) {
  const Effect* effect = FindEffect(following, type);
  if (effect == nullptr) return absl::OkStatus();
  return Try([&] { return effect->apply(db, payload, now); });
}

absl::Status SettleEffects(postgres::Session& db) {
  return Try([&] {
    db.Settle();
    return absl::OkStatus();
  });
}

}  // namespace parley::events

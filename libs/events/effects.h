#pragma once

#include <set>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "libs/events/applying.h"

// What everything that has effects take place goes by: following, retrying, reconciling. Private to this library.
namespace parley::events {

// Waits for whoever else applies events here, of this producer or another, and keeps them waiting. Throws PlaceMoved when somebody has come
// further with this producer's.
void LockPlace(postgres::Transaction& transaction, const std::string& producer, const Place& place);

// Those of the events' aggregates that have dead letters.
std::set<std::string> ParkedAggregates(postgres::Session& db, const std::string& producer, std::span<const v1::Event> events);

// The first of the events that take effect in one transaction: Effect::ends_transaction. Some, when there are any.
std::span<const v1::Event> FirstTogether(const Following& following, std::span<const v1::Event> events);

bool IsFollowed(const Following& following, const std::string& type);

// Has an event take effect; nothing happens for a type that is not followed. The effect's failure, also one that it threw, is a Status;
// what may pass, such as a lost connection, is thrown on.
absl::Status TakeEffect(const Following& following, postgres::Session& db, const std::string& type, const std::string& payload,
                        absl::Time now);
// What effects have deferred fails here, not in what follows; else as TakeEffect.
absl::Status SettleEffects(postgres::Session& db);

}  // namespace parley::events

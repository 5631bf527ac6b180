#pragma once

#include <span>
#include <string>

#include "libs/events/follower.h"
#include "parley/events/v1/event_log.pb.h"

namespace parley::events {

// How far a producer's events were applied.
struct Place {
  std::string epoch;  // empty before the first
  int64_t position = 0;
};

// The stored place is not the expected one: another process followed meanwhile.
struct PlaceMoved {};

Place LoadPlace(postgres::Session& db, const std::string& producer);
// Moves the stored place, and `place`, without applying anything. Throws PlaceMoved.
void MovePlace(postgres::Session& db, const std::string& producer, Place& place, const Place& to);

// Applies `events`, which continue `place`, and moves it: all in one transaction (but for Effect::ends_transaction) or, when one of them
// can't be applied, each in its own, that one becoming a dead letter. Throws PlaceMoved, and postgres::Unavailable or Contention when it
// must be tried again later; whatever was applied then is in the stored place.
void Apply(postgres::Connection& database, const Following& following, Place& place, std::span<const v1::Event> events, absl::Time now);

// Applies `events`, the last of their subjects, some of which may have been applied before; the place stays. One that can't be applied
// becomes a dead letter. Throws as Apply.
void TakeUp(postgres::Connection& database, const Following& following, Place& place, std::span<const v1::Event> events, absl::Time now);

}  // namespace parley::events

#pragma once

#include <string>

#include "libs/events/follower.h"
#include "libs/ids/id.h"
#include "libs/postgres/connection.h"

namespace parley::notifications {

// Reads an id of an event. INVALID_ARGUMENT naming `field` when it is none.
template <class IdType>
absl::Status ReadId(const std::string& text, const char* field, IdType& id) {
  auto parsed = ParseId<IdType>(text, field);
  if (!parsed.ok()) return parsed.status();
  id = *std::move(parsed);
  return absl::OkStatus();
}

// An effect that also takes the address mail comes from.
template <class Event>
events::Effect On(absl::Status (*apply)(postgres::Session&, const Event&, const std::string&, absl::Time), const std::string& from) {
  return events::On<Event>(
      [apply, from](postgres::Session& db, const Event& event, absl::Time now) { return apply(db, event, from, now); });
}

}  // namespace parley::notifications

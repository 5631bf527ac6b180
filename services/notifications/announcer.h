#pragma once

#include <stop_token>
#include <string>

#include "libs/postgres/connection.h"
#include "libs/redis/connection.h"
#include "libs/time/clock.h"
#include "services/notifications/contacts.h"
#include "services/notifications/nudges.h"

namespace parley::notifications {

// Where gateways listen for LiveEvents.
inline constexpr char kLiveChannel[] = "parley:{notifications}:live";

// Tells open browsers, by way of Redis and the gateways, of notifications that are committed. At least once while Redis is there; what is
// older than five minutes is left to ListNotifications, which is the truth.
class Announcer {
 public:
  Announcer(postgres::Connection::Options database, const std::string& redis_url, FetchContacts fetch_contacts, FetchNudge fetch_nudge,
            const Clock& clock);

  // Announces what waits; false when nothing could be. Throws when the database or Redis is gone.
  bool AnnounceNext();
  void Run(const std::stop_token& stop);

 private:
  struct Learnt;
  // Asks the owners for what waiting notifications speak of, since nobody is asked while rows are locked.
  Learnt Learn(const std::vector<domain::Notification>& waiting);
  postgres::Connection database_;
  redis::Connection redis_;
  FetchContacts fetch_contacts_;
  FetchNudge fetch_nudge_;
  const Clock& clock_;
};

}  // namespace parley::notifications

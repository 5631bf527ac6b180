#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "libs/postgres/connection.h"
#include "libs/time/clock.h"

namespace parley::events {

struct RelayOptions {
  std::string producer;  // "exchange"
  postgres::Connection::Options database;
  std::string redis_url;
};

// The name of a producer's stream: "parley:{exchange}:events:<epoch>".
std::string StreamName(const std::string& producer, const std::string& epoch);

// Moves committed events from the outbox to the producer's stream, in batches of up to 500: gives them contiguous positions, commits
// that, then XADDs with the explicit id `<position>-0`, which Redis refuses to take twice. One process a service does it (advisory lock);
// others wait. Sleeps on LISTEN/NOTIFY-free polling of 20 ms when idle, or until Wake(). Trims the stream (about 10,000 entries) and outbox
// rows older than 30 days, of which the last of each subject stays in latest_events.
class Relay {
 public:
  Relay(RelayOptions options, const Clock& clock);
  ~Relay();
  void Start();
  void Stop();
  // Looks now: called after a commit that published.
  void Wake();

  // For metrics. Thread-safe.
  struct Standing {
    bool active = false;   // this process has the lock
    bool in_step = false;  // the stream has all that the outbox has: false while Redis takes nothing
    int64_t head = 0;      // the last position given
  };
  Standing standing() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::events

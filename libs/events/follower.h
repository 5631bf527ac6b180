#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"

namespace google::protobuf {
class Message;
}
namespace parley::events::v1 {
class ListEventsResponse;
class ListLatestEventsResponse;
class Head;
}  // namespace parley::events::v1

namespace parley::events {

// What an event does here. Runs in the transaction that also stores the follower's position, so it happens once.
// A Status that is not OK dead-letters the event and parks later events of its aggregate. postgres::Unavailable and Contention mean "later"
// and are retried for ever; a statement the server refuses for good, or any other exception, dead-letters the event too.
// What a producer keeps is applied again now and then (Reconciler), and all of it when it was restored from a backup: effects are
// idempotent by keys of their own, and write nothing when what they would write is there.
struct Effect {
  std::string type;  // full name of the event's message
  std::function<absl::Status(postgres::Session& db, const std::string& payload, absl::Time now)> apply;
  // The transaction ends behind it: the rows it locks are not kept from others while what comes next waits for theirs.
  bool ends_transaction = false;
};

// Makes an Effect of a function of the event's own type. OnLocking: of one that locks what others lock several of at a time.
template <class Event>
Effect On(std::function<absl::Status(postgres::Session& db, const Event& event, absl::Time now)> apply) {
  return {std::string(Event::descriptor()->full_name()),
          [apply = std::move(apply)](postgres::Session& db, const std::string& payload, absl::Time now) {
            Event event;
            if (!event.ParseFromString(payload))
              return absl::InvalidArgumentError("payload is not a " + std::string(Event::descriptor()->full_name()));
            return apply(db, event, now);
          }};
}
template <class Event>
Effect OnLocking(std::function<absl::Status(postgres::Session& db, const Event& event, absl::Time now)> apply) {
  Effect effect = On<Event>(std::move(apply));
  effect.ends_transaction = true;
  return effect;
}

// The events of one producer that a service follows, as one table: event → what it does. Types not in it are passed over.
struct Following {
  std::string producer;
  std::vector<Effect> effects;
};

// How a follower reaches the producer's EventLogService (parley.events.v1); rpc gives one, tests another.
struct EventLog {
  std::function<absl::Status(int64_t after, int page_size, v1::ListEventsResponse& response)> list;
  std::function<absl::Status(v1::Head& head)> head;
  std::function<absl::Status(int64_t after, int page_size, v1::ListLatestEventsResponse& response)> list_latest;
};

struct FollowerOptions {
  std::string service;  // who follows
  postgres::Connection::Options database;
  std::string redis_url;
  // How often the producer's head is asked for: where the stream was silent for as long, and is behind it, the outbox is read.
  // What is revoked is refused everywhere within 5 s, over two followers at most, whatever Redis does meanwhile.
  absl::Duration quiet = absl::Milliseconds(1500);
  // How often all that is so is compared with what is here.
  absl::Duration reconcile = absl::Hours(1);
};

// Applies a producer's events in order, each once, by one thread. Reads the Redis stream from its stored position; on a gap, an empty or
// restarted Redis, or after silence in which the producer's head is ahead, replays from the producer's outbox. Where that was trimmed
// meanwhile, it takes up the last event of each subject. Has a Reconciler compare what was applied with what is so. One process a service
// follows (advisory lock).
class Follower {
 public:
  Follower(FollowerOptions options, Following following, EventLog log, const Clock& clock);
  ~Follower();
  void Start();
  void Stop();
  // The last position applied; for tests.
  int64_t position() const;
  const Following& following() const;

  // For metrics. Thread-safe.
  struct Standing {
    bool active = false;  // this process has the lock; otherwise the rest says nothing
    int64_t position = 0;
    int64_t head = 0;                 // the producer's, as last known
    absl::Duration since_moved;       // since events were last applied, or it first became active
    absl::Duration since_heard;       // since the producer, or its stream, last said something
    absl::Duration since_reconciled;  // since all was last compared, or it first became active
  };
  Standing standing() const;
  // How many events, since this process began, told of something that was not so here.
  int64_t differences() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// For operators: applies the dead-lettered events of an aggregate again, in order, each with its effect in one transaction, up to the first
// that still fails. Once none is left, later events of the aggregate are applied again. Returns how many were applied.
struct RetryOutcome {
  int applied = 0;
  absl::Status failure;  // of the event that stays dead, if any
};
RetryOutcome RetryDeadLetters(postgres::Connection& database, const Following& following, const std::string& aggregate_id,
                              const Clock& clock);

}  // namespace parley::events

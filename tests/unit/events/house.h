#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "libs/events/follower.h"
#include "libs/events/relay.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "tests/support/database.h"
#include "tests/support/redis_server.h"
#include "tests/support/temporary_folder.h"

namespace parley::test {

// A producer with an outbox, a consumer that writes down what it applies, and a Redis between them that may be ill-treated.
class House {
 public:
  House();

  // Publishes one event about `aggregate` and commits: news.
  void Publish(const std::string& aggregate, const std::string& label);
  // Publishes "<prefix>0" … in transactions of up to five, each about one of seven aggregates.
  void PublishMany(const std::string& prefix, int count);

  // Publishes that a video's state is `label`.
  void Tell(const std::string& video, const std::string& label);

  std::unique_ptr<events::Relay> StartRelay();
  std::unique_ptr<events::Follower> StartFollower(absl::Duration quiet = absl::Milliseconds(200));
  events::Following following();
  // The producer's EventLogService without the network; UNAVAILABLE while `log_reachable` is false.
  events::EventLog log();

  // Labels in the order they were applied.
  std::vector<std::string> applied();
  // Labels in the order of publication.
  const std::vector<std::string>& published() const { return published_; }
  // What the consumer holds the state of each video to be, and what was told last.
  std::map<std::string, std::string> states();
  const std::map<std::string, std::string>& told() const { return told_; }
  // The producer's database into a file, and back from the last such file: what was told since never was. Nobody may be at work in it then.
  void BackUp();
  void Restore();
  // Has the consumer's database do that.
  void Spoil(const std::string& statement);
  int64_t head();
  int dead_letters();
  std::string epoch();
  // True when a follower has its turn.
  bool FollowerHoldsLock();
  // Entries of the producer's stream, by position.
  std::vector<int64_t> stream();
  // Ends all database sessions of producer and consumer, as a restart of PostgreSQL does.
  void CutDatabaseSessions();

  FakeClock clock;
  Database producer;
  Database consumer;
  RedisServer redis;
  std::atomic<bool> log_reachable{true};
  // Events whose label begins with "poison" fail in their effect.
  std::atomic<bool> poison{false};
  // Effects take a while.
  std::atomic<bool> slow{false};
  // Of followers that are started from now on.
  absl::Duration reconcile = absl::Hours(1);

 private:
  postgres::Connection producer_db_;
  postgres::Connection consumer_db_;
  std::vector<std::string> published_;
  std::map<std::string, std::string> told_;
  TemporaryFolder folder_;
  std::map<std::string, std::string> told_before_;  // the backup
};

// Everything published was applied, once, in order; and stays so.
void RequireAllApplied(House& house);

}  // namespace parley::test

#include "libs/events/follower.h"

#include <thread>

#include "catch2/catch.hpp"
#include "libs/events/event_log.h"
#include "libs/events/relay.h"
#include "libs/redis/connection.h"
#include "parley/exchange/v1/events.pb.h"
#include "tests/support/eventually.h"
#include "tests/unit/events/house.h"

namespace parley::test {
namespace {

TEST_CASE("each event takes effect once and in order") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  house.PublishMany("e", 3000);
  RequireAllApplied(house);
  CHECK(follower->position() == 3000);
  CHECK(Eventually([&] { return house.stream().size() == 3000; }));
}

TEST_CASE("a follower that starts again goes on where it was") {
  House house;
  auto relay = house.StartRelay();
  for (int i = 0; i < 5; ++i) {
    auto follower = house.StartFollower();
    house.PublishMany("e" + std::to_string(i) + ".", 40);
    REQUIRE(Eventually([&] { return follower->position() > 0; }));
  }
  auto follower = house.StartFollower();
  RequireAllApplied(house);
}

TEST_CASE("a stream without its producer's log is enough while it has no gap") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  house.PublishMany("first", 10);
  RequireAllApplied(house);
  house.log_reachable = false;
  house.PublishMany("second", 600);
  RequireAllApplied(house);
}

TEST_CASE("a gap in the stream is filled from the outbox before anything behind it is applied") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  house.PublishMany("e", 5);
  RequireAllApplied(house);
  house.log_reachable = false;
  follower->Stop();
  house.PublishMany("f", 100);
  REQUIRE(Eventually([&] { return house.stream().size() == 105; }));
  redis::Connection redis(house.redis.url());
  redis.Command({"XDEL", events::StreamName("exchange", house.epoch()), "50-0"});
  follower = house.StartFollower();
  REQUIRE(Eventually([&] { return follower->position() == 49; }));
  CHECK(house.applied().size() == 49);
  house.log_reachable = true;
  RequireAllApplied(house);
}

TEST_CASE("events whose relay died between commit and XADD still arrive") {
  House house;
  house.PublishMany("e", 20);
  postgres::Connection db(house.producer.options());
  // What a relay does first; this one does no more.
  db.ExecuteScript("UPDATE outbox SET position = id WHERE id <= 12; UPDATE outbox_epoch SET head_position = 12");
  auto follower = house.StartFollower();
  REQUIRE(Eventually([&] { return follower->position() == 12; }));
  auto relay = house.StartRelay();
  RequireAllApplied(house);
  REQUIRE(Eventually([&] { return house.stream().size() == 20; }));
}

TEST_CASE("two relays together give every position once") {
  House house;
  auto first = house.StartRelay();
  auto second = house.StartRelay();
  auto follower = house.StartFollower();
  house.PublishMany("e", 500);
  REQUIRE(Eventually([&] { return house.head() == 500; }));
  first.reset();
  house.PublishMany("f", 500);
  RequireAllApplied(house);
  CHECK(house.head() == 1000);
}

TEST_CASE("two followers of one service apply each event once") {
  House house;
  auto relay = house.StartRelay();
  auto first = house.StartFollower();
  auto second = house.StartFollower();
  house.PublishMany("e", 500);
  RequireAllApplied(house);
  first.reset();
  house.PublishMany("f", 500);
  RequireAllApplied(house);
}

TEST_CASE("a follower that lost its turn before it ever reached the producer does not begin again what another has begun") {
  House house;
  house.log_reachable = false;
  auto relay = house.StartRelay();
  house.PublishMany("e", 30);
  auto first = house.StartFollower();
  REQUIRE(Eventually([&] { return house.FollowerHoldsLock(); }));
  house.CutDatabaseSessions();  // which the first does not notice: it asks its database for nothing
  REQUIRE(Eventually([&] { return !house.FollowerHoldsLock(); }));
  auto second = house.StartFollower();
  REQUIRE(Eventually([&] { return house.FollowerHoldsLock(); }));
  house.log_reachable = true;
  RequireAllApplied(house);
  first->Stop();
  second->Stop();
  RequireAllApplied(house);
}

TEST_CASE("lost database sessions lose and repeat nothing") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  for (int i = 0; i < 20; ++i) {
    house.PublishMany("e" + std::to_string(i) + ".", 100);
    house.CutDatabaseSessions();
  }
  RequireAllApplied(house);
}

TEST_CASE("a producer in a new epoch is followed from its beginning") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  house.PublishMany("e", 30);
  RequireAllApplied(house);
  postgres::Connection db(house.producer.options());
  events::StartNewEpoch(db);
  house.Publish("a", "later");
  auto twice = house.published();
  twice.pop_back();
  twice.insert(twice.end(), house.published().begin(), house.published().end());
  REQUIRE(Eventually([&] { return house.applied().size() >= twice.size(); }));
  CHECK(house.applied() == twice);
}

TEST_CASE("an outbox that was put back to an earlier state starts a new epoch by itself") {
  House house;
  {
    auto relay = house.StartRelay();
    house.PublishMany("e", 30);
    REQUIRE(Eventually([&] { return house.stream().size() == 30; }));
  }
  const std::string epoch = house.epoch();
  postgres::Connection db(house.producer.options());
  db.ExecuteScript("DELETE FROM outbox WHERE position > 10; UPDATE outbox_epoch SET head_position = 10");
  auto relay = house.StartRelay();
  REQUIRE(Eventually([&] { return house.epoch() != epoch; }));
  REQUIRE(Eventually([&] { return house.stream().size() == 10; }));
}

TEST_CASE("a dump that is restored starts a new epoch by itself, though Redis forgot everything") {
  House house;
  {
    auto relay = house.StartRelay();
    house.PublishMany("e", 30);
    REQUIRE(Eventually([&] { return house.head() == 30; }));
  }
  const std::string epoch = house.epoch();
  house.redis.Wipe();
  {
    auto relay = house.StartRelay();
    REQUIRE(Eventually([&] { return house.stream().size() == 30; }));
  }
  CHECK(house.epoch() == epoch);
  // As pg_restore leaves it: the same rows in a table made anew.
  house.redis.Wipe();
  postgres::Connection db(house.producer.options());
  db.ExecuteScript(
      "CREATE TABLE restored (LIKE outbox INCLUDING ALL); INSERT INTO restored SELECT * FROM outbox WHERE position <= 10; DROP TABLE "
      "outbox CASCADE;"
      "ALTER TABLE restored RENAME TO outbox; UPDATE outbox_epoch SET head_position = 10");
  auto relay = house.StartRelay();
  REQUIRE(Eventually([&] { return house.epoch() != epoch; }));
  REQUIRE(Eventually([&] { return house.stream().size() == 10; }));
}

TEST_CASE("an event that can't be applied parks later events of its aggregate only, until an operator retries it") {
  House house;
  house.poison = true;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  house.Publish("healthy", "1");
  house.Publish("ill", "poison");
  house.Publish("ill", "2");
  house.Publish("healthy", "3");
  house.Publish("ill", "4");
  REQUIRE(Eventually([&] { return follower->position() == 5; }));
  CHECK(house.applied() == std::vector<std::string>{"1", "3"});
  CHECK(house.dead_letters() == 3);

  postgres::Connection db(house.consumer.options());
  const auto still = events::RetryDeadLetters(db, house.following(), "ill", house.clock);
  CHECK(still.applied == 0);
  CHECK(absl::IsInvalidArgument(still.failure));
  CHECK(house.dead_letters() == 3);

  house.poison = false;
  const auto retried = events::RetryDeadLetters(db, house.following(), "ill", house.clock);
  CHECK(retried.applied == 3);
  CHECK(retried.failure.ok());
  house.Publish("ill", "5");
  REQUIRE(Eventually([&] { return follower->position() == 6; }));
  CHECK(house.applied() == std::vector<std::string>{"1", "3", "poison", "2", "4", "5"});
  CHECK(house.dead_letters() == 0);
}

TEST_CASE("what an effect deferred and the database refuses is that event's failure and no other's") {
  House house;
  auto relay = house.StartRelay();
  house.Publish("healthy", "1");
  house.Publish("ill", "refused");
  house.Publish("ill", "2");
  house.Publish("healthy", "3");
  auto follower = house.StartFollower();
  REQUIRE(Eventually([&] { return follower->position() == 4; }));
  CHECK(house.applied() == std::vector<std::string>{"1", "3"});
  CHECK(house.dead_letters() == 2);
  postgres::Connection db(house.consumer.options());
  const auto still = events::RetryDeadLetters(db, house.following(), "ill", house.clock);
  CHECK(still.applied == 0);
  CHECK(absl::IsInternal(still.failure));
}

TEST_CASE("a follower older than its producer passes over types it does not know, and fields") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  postgres::Connection db(house.producer.options());
  // The second is a VideoFailed whose run_id is "x", with a field 1000.
  db.ExecuteScript(
      "INSERT INTO outbox (type, aggregate_id, payload, create_time, subject) VALUES "
      "('parley.exchange.v1.VideoAdmired', 'a', '\\xff', '2027-01-15Z', 'videos/a/admiration'), "
      "('parley.exchange.v1.VideoFailed', 'a', '\\x120178c03e01', '2027-01-15Z', NULL)");
  REQUIRE(Eventually([&] { return follower->position() == 2; }));
  CHECK(house.applied() == std::vector<std::string>{"x"});
  CHECK(house.dead_letters() == 0);
}

TEST_CASE("followers and relays stop promptly, even while everything is gone") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  house.redis.Kill();
  house.log_reachable = false;
  house.CutDatabaseSessions();
  const auto begin = std::chrono::steady_clock::now();
  follower->Stop();
  relay->Stop();
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

}  // namespace
}  // namespace parley::test

// Somebody holds for long what a follower needs.

#include "catch2/catch.hpp"
#include "libs/events/follower.h"
#include "tests/support/deadlocks.h"
#include "tests/support/eventually.h"
#include "tests/support/written_log.h"
#include "tests/unit/events/house.h"

namespace parley::test {
namespace {

constexpr postgres::Statement kHold{"Hold", "SELECT 1 FROM followed FOR UPDATE"};
constexpr postgres::Statement kTurn{"Turn",
                                    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
                                    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"};

// Who waits for a row of the consumer gives it up soon.
postgres::Connection::Options Impatient(const House& house) {
  postgres::Connection::Options options = house.consumer.options();
  options.lock_timeout = absl::Milliseconds(100);
  return options;
}

TEST_CASE("a follower that waits for a row in vain keeps its connection and its turn, and goes on when it can") {
  House house;
  const auto relay = house.StartRelay();
  events::Follower follower({"notifications", Impatient(house), house.redis.url()}, house.following(), house.log(), house.clock);
  follower.Start();
  house.Publish("amal", "1");
  REQUIRE(Eventually([&] { return follower.position() == 1; }));
  postgres::Connection watch(house.consumer.options());
  const auto turn = [&] { return watch.Execute(kTurn).front().Get<int64_t>("pid"); };
  const int64_t session = turn();
  postgres::Connection other(house.consumer.options());
  postgres::Transaction holder = other.Begin();
  holder.Execute(kHold);
  {
    const WrittenLog log;
    house.Publish("amal", "2");
    CHECK(Eventually([&] { return log.text().find("the follower waits for a row") != std::string::npos; }));
    CHECK(log.text().find("goes on later") == std::string::npos);
  }
  CHECK(AwaitWaiter(watch, holder));  // it tries again
  CHECK(follower.position() == 1);
  holder.Commit();
  CHECK(Eventually([&] { return follower.position() == 2; }));
  CHECK(turn() == session);
  CHECK(house.applied() == house.published());
}

TEST_CASE("a retry of dead letters that waits for a row in vain changes nothing, and may be repeated") {
  House house;
  const auto relay = house.StartRelay();
  house.poison = true;
  house.Publish("amal", "poison");
  {
    const auto follower = house.StartFollower();
    REQUIRE(Eventually([&] { return follower->position() == 1; }));
  }
  house.poison = false;
  REQUIRE(house.dead_letters() == 1);
  postgres::Connection db(Impatient(house));
  {
    postgres::Connection other(house.consumer.options());
    postgres::Transaction holder = other.Begin();
    holder.Execute(kHold);
    const events::RetryOutcome outcome = events::RetryDeadLetters(db, house.following(), "amal", house.clock);
    CHECK(absl::IsAborted(outcome.failure));
    CHECK(outcome.applied == 0);
    CHECK(house.dead_letters() == 1);
  }
  const events::RetryOutcome outcome = events::RetryDeadLetters(db, house.following(), "amal", house.clock);
  CHECK(outcome.failure.ok());
  CHECK(outcome.applied == 1);
  CHECK(house.dead_letters() == 0);
  CHECK(house.applied() == house.published());
}

}  // namespace
}  // namespace parley::test

// PostgreSQL's standby takes over while events are told and followed.

#include "catch2/catch.hpp"
#include "tests/support/deadlocks.h"
#include "tests/support/eventually.h"
#include "tests/support/postgres_pair.h"
#include "tests/unit/events/house.h"

namespace parley::test {
namespace {

constexpr postgres::Statement kHold{"Hold", "SELECT 1 FROM followed FOR UPDATE"};

// Asks the database by way of the connections that the house keeps, until they have found it.
bool Answers(House& house) {
  return Eventually([&] {
    try {
      house.head();
      house.applied();
      return true;
    } catch (const postgres::Unavailable&) {
      return false;
    }
  });
}

TEST_CASE("when the standby takes over, relay and follower go on, and each event takes effect once, in order") {
  PostgresPair servers;
  House house;
  const auto relay = house.StartRelay();
  const auto follower = house.StartFollower();
  house.PublishMany("before ", 100);
  REQUIRE(Eventually([&] { return follower->position() == 100; }));
  {
    postgres::Connection other(house.consumer.options());
    postgres::Transaction holder = other.Begin();
    holder.Execute(kHold);
    house.PublishMany("meanwhile ", 200);
    postgres::Connection watch(house.consumer.options());
    REQUIRE(AwaitWaiter(watch, holder));
    servers.Kill();  // while the follower is in the middle of a transaction
  }
  servers.Promote();
  REQUIRE(Answers(house));
  house.PublishMany("after ", 100);
  CHECK(Eventually([&] { return follower->position() == 400 && house.stream().size() == 400; }));
  CHECK(house.applied() == house.published());
  CHECK(house.dead_letters() == 0);
}

}  // namespace
}  // namespace parley::test

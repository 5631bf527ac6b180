// What Redis does to events on their way: nothing that lasts.

#include "catch2/catch.hpp"
#include "libs/events/follower.h"
#include "libs/events/relay.h"
#include "tests/support/eventually.h"
#include "tests/unit/events/house.h"

namespace parley::test {
namespace {

TEST_CASE("a killed Redis delays nothing for good") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  house.PublishMany("before", 100);
  RequireAllApplied(house);
  house.redis.Kill();
  house.PublishMany("without", 700);
  RequireAllApplied(house);
  house.redis.Start();
  house.PublishMany("after", 100);
  RequireAllApplied(house);
  REQUIRE(Eventually([&] { return house.stream().size() == 900; }));
}

TEST_CASE("a wiped Redis loses and repeats nothing") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  for (int i = 0; i < 10; ++i) {
    house.PublishMany("e" + std::to_string(i) + ".", 150);
    house.redis.Wipe();
  }
  RequireAllApplied(house);
  // The relay notices an emptied stream even when nothing is published any more.
  house.redis.Wipe();
  REQUIRE(Eventually([&] { return house.stream().size() == 1500; }));
}

// How soon, tests/journeys/revocations.test.mjs measures from outside.
TEST_CASE("whatever Redis does, events are applied") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower(events::FollowerOptions().quiet);
  const auto publish = [&](const std::string& label) {
    house.Publish("amal", label);
    RequireAllApplied(house);
  };
  publish("before");
  house.redis.Freeze();
  for (const char* label : {"frozen 1", "frozen 2", "frozen 3"}) publish(label);
  house.redis.Thaw();
  publish("thawed");
  house.redis.Fill();
  for (const char* label : {"full 1", "full 2", "full 3"}) publish(label);
  house.redis.Kill();
  for (const char* label : {"away 1", "away 2", "away 3"}) publish(label);
}

TEST_CASE("a Redis that comes back with what it held long ago is given the rest") {
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  house.PublishMany("old", 10);
  RequireAllApplied(house);
  REQUIRE(Eventually([&] { return house.stream().size() == 10; }));
  house.redis.Save();
  house.PublishMany("new", 20);
  RequireAllApplied(house);
  house.redis.Kill();
  house.PublishMany("without", 5);
  house.redis.Start();
  CHECK(Eventually([&] { return house.stream().size() == 35; }));
  house.log_reachable = false;  // the stream is enough again
  house.PublishMany("after", 5);
  RequireAllApplied(house);
}

}  // namespace
}  // namespace parley::test

#include "libs/events/reconciler.h"

#include <chrono>

#include "catch2/catch.hpp"
#include "parley/events/v1/event_log.pb.h"
#include "tests/support/eventually.h"
#include "tests/unit/events/house.h"

namespace parley::test {
namespace {

// All was compared this often since, from the beginning.
void RequireCompared(const events::Follower& follower, int times = 2) {
  for (int i = 0; i < times; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    REQUIRE(Eventually([&] { return follower.standing().since_reconciled < absl::FromChrono(std::chrono::steady_clock::now() - begin); }));
  }
}

House& Busy(House& house) {
  house.reconcile = absl::Milliseconds(5);
  for (int i = 0; i < 250; ++i) house.Tell("video " + std::to_string(i % 130), "state " + std::to_string(i));
  house.Publish("n", "news");
  return house;
}

TEST_CASE("what was lost or spoilt is healed and counted, and news is not told again") {
  House house;
  auto relay = Busy(house).StartRelay();
  auto follower = house.StartFollower();
  REQUIRE(Eventually([&] { return house.states() == house.told(); }));
  RequireCompared(*follower);
  CHECK(follower->differences() == 0);
  house.Spoil("DELETE FROM states WHERE video = 'video 7'; UPDATE states SET label = 'spoilt' WHERE video IN ('video 8', 'video 125')");
  REQUIRE(Eventually([&] { return house.states() == house.told(); }));
  RequireCompared(*follower);
  CHECK(follower->differences() == 3);
  CHECK(house.applied() == house.published());
}

TEST_CASE("while much is published nothing goes back to what was so before") {
  House house;
  auto relay = Busy(house).StartRelay();
  auto follower = house.StartFollower();
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 50; ++i) house.Tell("video " + std::to_string(i), "round " + std::to_string(round) + "." + std::to_string(i));
    RequireCompared(*follower, 1);
  }
  REQUIRE(Eventually([&] { return house.states() == house.told(); }));
  CHECK(follower->differences() == 0);
}

TEST_CASE("what waits behind a dead letter is left to the operator") {
  House house;
  house.poison = true;
  auto relay = Busy(house).StartRelay();
  house.Tell("ill", "poison");
  house.Tell("ill", "later");
  auto follower = house.StartFollower();
  REQUIRE(Eventually([&] { return house.dead_letters() == 2; }));
  RequireCompared(*follower);
  CHECK(house.states().count("ill") == 0);
  CHECK(follower->differences() == 0);
  house.poison = false;
  postgres::Connection db(house.consumer.options());
  CHECK(events::RetryDeadLetters(db, house.following(), "ill", house.clock).applied == 2);
  CHECK(house.states().at("ill") == "later");
}

TEST_CASE("what can't be healed is counted, and keeps nothing else from being healed") {
  House house;
  auto relay = Busy(house).StartRelay();
  house.Tell("ill", "poison");
  auto follower = house.StartFollower();
  REQUIRE(Eventually([&] { return house.states() == house.told(); }));
  RequireCompared(*follower);
  house.poison = true;
  house.Spoil("DELETE FROM states WHERE video = 'video 129'");
  REQUIRE(Eventually([&] { return house.states() == house.told(); }));
  RequireCompared(*follower);
  CHECK(follower->differences() >= 2);
  CHECK(house.dead_letters() == 0);
}

TEST_CASE("who comes after the log was trimmed takes up what is so, once, and then follows") {
  House house;
  Busy(house);
  house.Tell("ill", "poison");
  house.poison = true;
  {
    auto relay = house.StartRelay();
    REQUIRE(Eventually([&] { return house.head() == 252; }));
  }
  house.clock.Advance(absl::Hours(24 * 31));
  house.Tell("video 3", "new");
  house.Publish("n", "new");
  auto relay = house.StartRelay();
  events::v1::ListEventsResponse response;
  REQUIRE(Eventually([&] { return absl::IsOutOfRange(house.log().list(251, 10, response)); }));
  auto follower = house.StartFollower();
  REQUIRE(Eventually([&] { return follower->position() == 254; }));
  auto expected = house.told();
  expected.erase("ill");
  CHECK(house.states() == expected);
  CHECK(house.dead_letters() == 1);
  CHECK(house.applied() == std::vector<std::string>{"new"});
}

TEST_CASE("who was away while the log was trimmed takes up what changed meanwhile") {
  House house;
  auto relay = Busy(house).StartRelay();
  auto follower = house.StartFollower();
  REQUIRE(Eventually([&] { return house.states() == house.told(); }));
  follower->Stop();
  house.reconcile = absl::Hours(1000);
  house.Tell("video 3", "meanwhile");
  house.Tell("video 4", "meanwhile");
  REQUIRE(Eventually([&] { return house.head() == 253; }));
  relay->Stop();
  house.clock.Advance(absl::Hours(24 * 31));
  house.Tell("video 4", "now");
  relay = house.StartRelay();
  events::v1::ListEventsResponse response;
  REQUIRE(Eventually([&] { return absl::IsOutOfRange(house.log().list(252, 10, response)); }));
  follower = house.StartFollower();
  REQUIRE(Eventually([&] { return follower->position() == 254; }));
  CHECK(house.states() == house.told());
}

}  // namespace
}  // namespace parley::test

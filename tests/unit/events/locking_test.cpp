// What following locks, and until when.

#include <atomic>

#include "catch2/catch.hpp"
#include "libs/events/follower.h"
#include "parley/exchange/v1/events.pb.h"
#include "tests/support/deadlocks.h"
#include "tests/support/eventually.h"
#include "tests/unit/events/house.h"

namespace parley::test {
namespace {

TEST_CASE("an effect that locks much ends its transaction, and others share one") {
  constexpr postgres::Statement kTransaction{"Transaction", "SELECT pg_current_xact_id()::text AS id"};
  House house;
  auto relay = house.StartRelay();
  house.Tell("v1", "withdrawn");
  house.Publish("amal", "1");
  house.Publish("amal", "2");
  house.Tell("v2", "withdrawn");
  house.Publish("amal", "3");
  REQUIRE(Eventually([&] { return house.stream().size() == 5; }));
  std::vector<std::string> transactions;  // of each effect
  const auto note = [&](postgres::Session& db) {
    transactions.push_back(db.Execute(kTransaction).front().Get<std::string>("id"));
    return absl::OkStatus();
  };
  const events::Following following{
      "exchange",
      {events::OnLocking<exchange::v1::VideoWithdrawn>([&](postgres::Session& db, const auto&, absl::Time) { return note(db); }),
       events::On<exchange::v1::VideoFailed>([&](postgres::Session& db, const auto&, absl::Time) { return note(db); })}};
  {
    events::Follower follower({"notifications", house.consumer.options(), house.redis.url()}, following, house.log(), house.clock);
    follower.Start();
    REQUIRE(Eventually([&] { return follower.position() == 5; }));
  }
  REQUIRE(transactions.size() >= 5);  // what is compared afterwards takes effect again
  CHECK(transactions[0] != transactions[1]);
  CHECK(transactions[1] == transactions[2]);
  CHECK(transactions[2] == transactions[3]);
  CHECK(transactions[3] != transactions[4]);
}

TEST_CASE("of all that a service follows one takes effect at a time") {
  House house;
  auto relay = house.StartRelay();
  house.Tell("v1", "withdrawn");
  std::atomic<bool> first_is_in{false}, second_was_in{false}, was_alone{false};
  postgres::Connection watch(house.consumer.options());
  const auto follow = [&](const std::string& producer, std::function<void()> effect) {
    const auto apply = [effect](postgres::Session&, const auto&, absl::Time) {
      effect();
      return absl::OkStatus();
    };
    return std::make_unique<events::Follower>(events::FollowerOptions{"notifications", house.consumer.options(), house.redis.url()},
                                              events::Following{producer, {events::On<exchange::v1::VideoWithdrawn>(apply)}}, house.log(),
                                              house.clock);
  };
  const auto first = follow("exchange", [&] {
    if (first_is_in.exchange(true)) return;  // it is compared afterwards
    was_alone = AwaitLockWait(watch) && !second_was_in;
  });
  const auto second = follow("catalog", [&] { second_was_in = true; });
  first->Start();
  REQUIRE(Eventually([&] { return first_is_in.load(); }));
  second->Start();
  CHECK(Eventually([&] { return second_was_in.load(); }));
  first->Stop();
  CHECK(was_alone);
}

}  // namespace
}  // namespace parley::test

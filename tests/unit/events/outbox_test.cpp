#include "libs/events/outbox.h"
#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "libs/events/event_log.h"
#include "libs/events/migrations.h"
#include "libs/events/sql.h"
#include "parley/events/v1/event_log.pb.h"
#include "parley/exchange/v1/events.pb.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/events/house.h"

namespace parley::test {
namespace {

events::v1::ListEventsResponse List(House& house, int64_t after) {
  events::v1::ListEventsResponse response;
  REQUIRE_THAT(house.log().list(after, 100, response), IsOk());
  return response;
}

TEST_CASE("every statement prepares against the migrated schema") {
  const postgres::MigrationSet sets[] = {events::Migrations()};
  Database database("events", sets);
  postgres::Connection db(database.options());
  for (const postgres::Statement& statement : events::sql::kAll) {
    CAPTURE(statement.name);
    REQUIRE_NOTHROW(db.ExecuteScript("PREPARE s AS " + std::string(statement.text) + "; DEALLOCATE s"));
  }
}

TEST_CASE("an event is published only when its transaction commits") {
  House house;
  {
    postgres::Connection db(house.producer.options());
    postgres::Transaction transaction = db.Begin();
    events::Publish(transaction, "a", exchange::v1::VideoFailed(), house.clock.Now());
  }
  house.Publish("a", "committed");
  auto relay = house.StartRelay();
  REQUIRE(Eventually([&] { return house.head() == 1; }));
  const auto response = List(house, 0);
  REQUIRE(response.events_size() == 1);
  const auto& event = response.events(0);
  CHECK(event.position() == 1);
  CHECK(event.type() == "parley.exchange.v1.VideoFailed");
  CHECK(event.aggregate_id() == "a");
  CHECK(event.create_time().seconds() == absl::ToUnixSeconds(house.clock.Now()));
  exchange::v1::VideoFailed payload;
  REQUIRE(payload.ParseFromString(event.payload()));
  CHECK(payload.run_id() == "committed");
  CHECK(response.epoch() == house.epoch());
  CHECK(response.head_position() == 1);
}

TEST_CASE("the log lists events in order after a position, and nothing at its head") {
  House house;
  house.PublishMany("e", 1200);
  auto relay = house.StartRelay();
  REQUIRE(Eventually([&] { return house.head() == 1200; }));
  relay->Stop();
  const auto response = List(house, 1150);
  REQUIRE(response.events_size() == 50);
  for (int i = 0; i < 50; ++i) CHECK(response.events(i).position() == 1151 + i);
  CHECK(List(house, 1200).events_size() == 0);
}

TEST_CASE("the log refuses a position below 0 and a page above 1000") {
  House house;
  postgres::Connection db(house.producer.options());
  events::v1::ListEventsRequest request;
  events::v1::ListEventsResponse response;
  request.set_after_position(-1);
  request.set_page_size(1001);
  const absl::Status status = events::ListEvents(db, request, response);
  CHECK_THAT(status, NamesField("after_position") && NamesField("page_size"));
}

TEST_CASE("events older than 30 days are trimmed, and whoever misses them is told where the log begins") {
  House house;
  house.PublishMany("old", 1500);
  {
    auto relay = house.StartRelay();
    REQUIRE(Eventually([&] { return house.head() == 1500; }));
  }
  house.clock.Advance(absl::Hours(24 * 31));
  house.Publish("a", "new");
  auto relay = house.StartRelay();
  events::v1::ListEventsResponse response;
  REQUIRE(Eventually([&] { return absl::IsOutOfRange(house.log().list(1499, 10, response)); }));
  const absl::Status status = house.log().list(0, 10, response);
  CHECK_THAT(status, HasReason("EVENTS_TRIMMED"));
  CHECK(errors::DetailsOf(status).metadata.at("oldest_position") == "1501");
  CHECK(List(house, 1500).events_size() == 1);

  auto follower = house.StartFollower();
  REQUIRE(Eventually([&] { return house.applied() == std::vector<std::string>{"new"}; }));
}

TEST_CASE("the last event of each subject is listed, however old, and no other") {
  House house;
  house.Tell("a", "a1");
  house.Tell("b", "b1");
  house.Publish("n", "news");
  house.Tell("a", "a2");
  {
    auto relay = house.StartRelay();
    REQUIRE(Eventually([&] { return house.head() == 4; }));
  }
  const auto latest = [&](int64_t after, int page_size) {
    events::v1::ListLatestEventsResponse response;
    REQUIRE_THAT(house.log().list_latest(after, page_size, response), IsOk());
    CHECK(response.epoch() == house.epoch());
    CHECK(response.head_position() == house.head());
    std::vector<int64_t> positions;
    for (const auto& event : response.events()) positions.push_back(event.position());
    return positions;
  };
  CHECK(latest(0, 10) == std::vector<int64_t>{2, 4});
  house.clock.Advance(absl::Hours(24 * 31));
  house.Tell("b", "b2");
  house.Tell("c", "c1");
  auto relay = house.StartRelay();
  events::v1::ListEventsResponse response;
  REQUIRE(Eventually([&] { return absl::IsOutOfRange(house.log().list(3, 10, response)); }));
  CHECK(latest(0, 10) == std::vector<int64_t>{4, 5, 6});
  CHECK(latest(0, 2) == std::vector<int64_t>{4, 5});
  CHECK(latest(5, 2) == std::vector<int64_t>{6});
  CHECK(latest(6, 2).empty());
  // What was kept of a subject is replaced when a later one is trimmed too.
  relay->Stop();
  house.clock.Advance(absl::Hours(24 * 31));
  house.Publish("n", "new");
  relay = house.StartRelay();
  REQUIRE(Eventually([&] { return absl::IsOutOfRange(house.log().list(5, 10, response)); }));
  CHECK(latest(0, 10) == std::vector<int64_t>{4, 5, 6});
}

// Events of an audience, by run_id.
std::vector<std::string> LabelsOf(const events::v1::ListEventsResponse& response) {
  std::vector<std::string> labels;
  for (const auto& event : response.events()) {
    exchange::v1::VideoFailed payload;
    REQUIRE(payload.ParseFromString(event.payload()));
    labels.push_back(payload.run_id());
  }
  return labels;
}

TEST_CASE("an audience sees its own events alone, and goes on over those of others") {
  House house;
  postgres::Connection db(house.producer.options());
  const auto publish = [&](const std::string& label, const std::string& audience) {
    postgres::Transaction transaction = db.Begin();
    exchange::v1::VideoFailed event;
    event.set_run_id(label);
    events::Publish(transaction, "a", event, house.clock.Now(), audience);
    transaction.Commit();
  };
  publish("one", "us");
  publish("two", "them");
  publish("three", "us");
  publish("four", "");
  auto relay = house.StartRelay();
  REQUIRE(Eventually([&] { return house.head() == 4; }));
  events::v1::ListEventsRequest request;
  events::v1::ListEventsResponse response;
  REQUIRE_THAT(events::ListEventsOf(db, "us", request, response), IsOk());
  CHECK(LabelsOf(response) == std::vector<std::string>{"one", "three"});
  CHECK(response.head_position() == 4);
  CHECK(response.epoch() == house.epoch());
  request.set_page_size(1);
  REQUIRE_THAT(events::ListEventsOf(db, "us", request, response), IsOk());
  CHECK(LabelsOf(response) == std::vector<std::string>{"one"});
  CHECK(response.head_position() == 1);
  REQUIRE_THAT(events::ListEventsOf(db, "", request, response), IsOk());
  CHECK(response.events().empty());
  request.set_after_position(4);
  REQUIRE_THAT(events::ListEventsOf(db, "us", request, response), IsOk());
  CHECK(response.events().empty());
  CHECK(response.head_position() == 4);

  // Where the log was trimmed, whoever stopped before is told; whoever begins gets what there is.
  db.ExecuteScript("DELETE FROM outbox WHERE position <= 2");
  request.set_after_position(1);
  CHECK_THAT(events::ListEventsOf(db, "us", request, response), HasReason("EVENTS_TRIMMED"));
  request.set_after_position(0);
  REQUIRE_THAT(events::ListEventsOf(db, "us", request, response), IsOk());
  CHECK(LabelsOf(response) == std::vector<std::string>{"three"});
}

}  // namespace
}  // namespace parley::test

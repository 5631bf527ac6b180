// What operators see of a service's events at /metrics.
#include <optional>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/events/outbox.h"
#include "libs/service/process.h"
#include "parley/catalog/v1/events.pb.h"
#include "tests/support/database.h"
#include "tests/support/eventually.h"
#include "tests/support/redis_server.h"
#include "tests/support/scrape.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"
#include "tests/support/tokens.h"
#include "tests/unit/service/settings.h"

namespace parley::service {
namespace {

using test::Eventually;
using test::IsOk;

// A service in its own database.
struct Hosted {
  Hosted(const std::string& name, const test::RedisServer& redis)
      : database(name),
        process(SettingsOf(name, database, redis.url()), SystemClock(), test::Tokens().FetchKeys()),
        db(database.options()) {}

  std::optional<double> Scrape(const std::string& series) { return test::Scrape(process.server().metrics_port(), series); }
  bool Shows(const std::string& series, double value) {
    return Eventually([&] { return Scrape(series) == value; });
  }
  // As long as it lives nobody else gets at these rows.
  postgres::Transaction Hold(const std::string& query) {
    postgres::Transaction transaction = db.Begin();
    transaction.ExecuteScript(query + " FOR UPDATE");
    return transaction;
  }
  void Publish(const std::string& run_id) {
    postgres::Connection connection(database.options());
    auto transaction = connection.Begin();
    catalog::v1::RunOpened event;
    event.set_run_id(run_id);
    events::Publish(transaction, run_id, event, absl::Now() - absl::Seconds(30));
    transaction.Commit();
    process.WakeRelay();
  }

  test::Database database;
  Process process;
  postgres::Connection db;
};

TEST_CASE("metrics tell what waits in the outbox, the head, and whether the stream has it") {
  test::RedisServer redis;
  Hosted catalog("catalog", redis);
  catalog.process.PublishEvents();
  REQUIRE_THAT(catalog.process.Start({"catalog", {}}), IsOk());
  CHECK(catalog.Shows("parley_relay_active", 1));
  CHECK(catalog.Shows("parley_relay_in_step", 1));
  CHECK(catalog.Shows("parley_outbox_waiting_events", 0));
  CHECK(catalog.Shows("parley_outbox_oldest_waiting_seconds", 0));
  {
    const auto hold = catalog.Hold("SELECT 1 FROM outbox_epoch");
    catalog.Publish("r1");
    catalog.Publish("r2");
    CHECK(catalog.Shows("parley_outbox_waiting_events", 2));
    const double age = catalog.Scrape("parley_outbox_oldest_waiting_seconds").value();
    CHECK((age >= 30 && age < 60));
  }
  CHECK(catalog.Shows("parley_outbox_head_position", 2));
  redis.Kill();
  CHECK(catalog.Shows("parley_relay_in_step", 0));
}

TEST_CASE("metrics tell where a follower is, how far behind, and what it could not apply") {
  test::RedisServer redis;
  Hosted catalog("catalog", redis);
  catalog.process.PublishEvents();
  REQUIRE_THAT(catalog.process.Start({"catalog", {}}), IsOk());
  rpc::Client client("catalog", "127.0.0.1:" + std::to_string(catalog.process.server().port()), test::Tls("exchange"));
  Hosted exchange("exchange", redis);
  exchange.process.Follow({"catalog", {events::On<catalog::v1::RunOpened>([](auto&, const auto& event, absl::Time) {
                             return event.run_id() == "ill" ? absl::InternalError("ill") : absl::OkStatus();
                           })}},
                          client);
  REQUIRE_THAT(exchange.process.Start({"exchange", {}}), IsOk());
  catalog.Publish("r1");
  CHECK(exchange.Shows("parley_follower_active{producer=\"catalog\"}", 1));
  CHECK(exchange.Shows("parley_follower_position{producer=\"catalog\"}", 1));
  CHECK(exchange.Shows("parley_follower_behind_events{producer=\"catalog\"}", 0));
  {
    const auto hold = exchange.Hold("SELECT 1 FROM followed");
    catalog.Publish("r2");
    catalog.Publish("ill");
    CHECK(exchange.Shows("parley_follower_behind_events{producer=\"catalog\"}", 2));
    CHECK(exchange.Scrape("parley_follower_head_position{producer=\"catalog\"}") == 3);
    const double moved = exchange.Scrape("parley_follower_since_moved_seconds{producer=\"catalog\"}").value();
    CHECK(Eventually([&] { return exchange.Scrape("parley_follower_since_moved_seconds{producer=\"catalog\"}") > moved + 0.5; }));
  }
  CHECK(exchange.Shows("parley_follower_behind_events{producer=\"catalog\"}", 0));
  CHECK(exchange.Shows("parley_dead_letters{producer=\"catalog\"}", 1));
  CHECK(exchange.Scrape("parley_projection_differences_total{producer=\"catalog\"}") == 0);
  CHECK(exchange.Scrape("parley_projection_since_compared_seconds{producer=\"catalog\"}") >= 0);
  catalog.process.Stop();
  CHECK(Eventually([&] { return exchange.Scrape("parley_follower_since_heard_seconds{producer=\"catalog\"}") > 6; }));
}

}  // namespace
}  // namespace parley::service

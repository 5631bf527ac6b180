#include "libs/service/lookout.h"

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "tests/support/database.h"
#include "tests/support/eventually.h"
#include "tests/support/scrape.h"

namespace parley::service {
namespace {

using test::Eventually;
using test::Scrape;

constexpr postgres::Statement kCount{"TestCount", "SELECT count(*) AS waiting FROM errands"};

Look AtErrands() {
  return {{{"parley_test_waiting_errands", "Errands that wait."}}, [](postgres::Session& db, absl::Time) -> std::vector<double> {
            return {static_cast<double>(db.Execute(kCount).front().Get<int64_t>("waiting"))};
          }};
}

TEST_CASE("what a table holds is looked at again and again, and left out while the database is gone") {
  auto database = std::make_unique<test::Database>("exchange");
  auto db = std::make_unique<postgres::Connection>(database->options());
  db->ExecuteScript("CREATE TABLE errands (id int)");
  metrics::Registry registry;
  Lookout lookout(database->options(), SystemClock(), registry, absl::Milliseconds(10));
  lookout.Add(AtErrands());
  const int port = registry.Expose("127.0.0.1:0").value();
  CHECK(Scrape(port, "parley_database_up") == std::nullopt);
  CHECK(Scrape(port, "parley_test_waiting_errands") == std::nullopt);
  lookout.Start();
  CHECK(Eventually([&] { return Scrape(port, "parley_test_waiting_errands") == 0; }));
  db->ExecuteScript("INSERT INTO errands VALUES (1), (2)");
  CHECK(Eventually([&] { return Scrape(port, "parley_test_waiting_errands") == 2; }));
  CHECK(Scrape(port, "parley_database_up") == 1);
  db.reset();
  database.reset();
  CHECK(Eventually([&] { return Scrape(port, "parley_database_up") == 0; }));
  CHECK(Scrape(port, "parley_test_waiting_errands") == std::nullopt);
  registry.Close();
}

TEST_CASE("a table that somebody locks makes no scrape wait") {
  const test::Database database("exchange");
  postgres::Connection db(database.options());
  db.ExecuteScript("CREATE TABLE errands (id int)");
  metrics::Registry registry;
  Lookout lookout(database.options(), SystemClock(), registry, absl::Milliseconds(10));
  lookout.Add(AtErrands());
  const int port = registry.Expose("127.0.0.1:0").value();
  auto hold = std::make_unique<postgres::Transaction>(db.Begin());
  hold->ExecuteScript("LOCK TABLE errands");
  lookout.Start();
  const absl::Time begin = absl::Now();
  CHECK(Scrape(port, "parley_test_waiting_errands") == std::nullopt);
  CHECK(absl::Now() - begin < absl::Seconds(1));
  hold.reset();
  CHECK(Eventually([&] { return Scrape(port, "parley_test_waiting_errands") == 0; }));
  registry.Close();
}

}  // namespace
}  // namespace parley::service

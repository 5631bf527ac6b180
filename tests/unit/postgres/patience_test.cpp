#include <thread>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/postgres/connection.h"
#include "tests/support/database.h"
#include "tests/support/eventually.h"
#include "tests/support/postgres_server.h"

namespace parley::postgres {
namespace {

using test::Eventually;

constexpr Statement kSleep{"Sleep", "SELECT pg_sleep(60)"};
constexpr Statement kNap{"Nap", "SELECT pg_sleep(0.02)"};
constexpr Statement kOne{"One", "SELECT 1 AS one"};
constexpr Statement kAsleep{"Asleep",
                            "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND query ~ 'sleep.60'"
                            " AND state = 'active' AND pid <> pg_backend_pid()"};
constexpr Statement kLock{"Lock", "SELECT number FROM things FOR UPDATE"};
constexpr Statement kLongNap{"LongNap", "SELECT pg_sleep(0.3)"};
// Well before what is waited for would end by itself, or by statement_timeout.
constexpr absl::Duration kSoon = absl::Seconds(10);
constexpr std::chrono::seconds kSoonToo(10);

struct Fixture {
  test::Database database{"patience"};
  Connection db{database.options()};
  Connection other{database.options()};

  bool IsAsleep() { return other.Execute(kAsleep).front().Get<int>("n") > 0; }
};

TEST_CASE_METHOD(Fixture, "a statement is waited for until the deadline, then the server ends it too") {
  const absl::Time start = absl::Now();
  db.WaitUntil(start + absl::Milliseconds(200));
  CHECK_THROWS_AS(db.Execute(kSleep), Abandoned);
  CHECK(absl::Now() - start < kSoon);
  CHECK(Eventually([&] { return !IsAsleep(); }, kSoonToo));
  CHECK_THROWS_AS(db.Execute(kOne), Abandoned);
  db.WaitUntil(absl::Now() + absl::Seconds(60));
  CHECK(db.Execute(kOne).front().Get<int>("one") == 1);
}

TEST_CASE_METHOD(Fixture, "an interrupted statement ends at once, here and at the server, and what follows goes on") {
  db.WaitUntil(absl::Now() + absl::Seconds(60));
  std::jthread interrupter([&] {
    Eventually([&] { return IsAsleep(); });
    db.Interrupt();
  });
  const absl::Time start = absl::Now();
  CHECK_THROWS_AS(db.Execute(kSleep), Abandoned);
  interrupter.join();
  CHECK(absl::Now() - start < kSoon);
  CHECK(Eventually([&] { return !IsAsleep(); }, kSoonToo));
  db.WaitUntil(absl::Now() + absl::Seconds(60));
  CHECK(db.Execute(kOne).front().Get<int>("one") == 1);
}

TEST_CASE_METHOD(Fixture, "a statement that is about to end is let end, and its connection stays") {
  db.Execute(kNap);
  db.WaitUntil(absl::Now() + absl::Seconds(60));
  db.Interrupt();
  CHECK_NOTHROW(db.Execute(kNap));
}

TEST_CASE_METHOD(Fixture, "an interrupted transaction leaves nothing, and nothing locked") {
  db.ExecuteScript("CREATE TABLE things (number int); INSERT INTO things VALUES (1)");
  db.WaitUntil(absl::Now() + absl::Seconds(60));
  const auto work = [&] {
    Transaction transaction = db.Begin();
    transaction.Execute(kLock);
    db.Interrupt();
    transaction.Execute(kSleep);
  };
  CHECK_THROWS_AS(work(), Abandoned);
  CHECK(other.Execute(kLock).size() == 1);  // it would be Contention otherwise
}

TEST_CASE_METHOD(Fixture, "an interruption never meets what is done after the next beginning") {
  for (int i = 0; i < 10; ++i) {
    db.WaitUntil(absl::Now() + absl::Seconds(60));
    std::jthread interrupter([&] { db.Interrupt(); });
    CHECK_NOTHROW(db.Execute(kOne));
    interrupter.join();
    db.WaitUntil(absl::Now() + absl::Seconds(60));
    CHECK_NOTHROW(db.Execute(kLongNap));  // longer than what is interrupted is given
    CHECK(db.Execute(kOne).front().Get<int>("one") == 1);
  }
}

TEST_CASE("a server that is frozen is waited for until the deadline, and serves again when it thaws") {
  test::PostgresServer server;
  Connection db({.url = "postgresql://postgres@/postgres?host=" + server.host(), .schema = "public"});
  CHECK(db.Execute(kOne).front().Get<int>("one") == 1);
  server.Freeze();
  const absl::Time start = absl::Now();
  db.WaitUntil(start + absl::Milliseconds(200));
  CHECK_THROWS_AS(db.Execute(kOne), Abandoned);
  db.WaitUntil(absl::Now() + absl::Milliseconds(200));
  CHECK_THROWS_AS(db.Execute(kOne), Unavailable);  // it takes connections, and says nothing on them
  CHECK(absl::Now() - start < kSoon);
  server.Thaw();
  db.WaitUntil(absl::Now() + absl::Seconds(60));
  CHECK(Eventually([&] { return db.Execute(kOne).front().Get<int>("one") == 1; }));
}

TEST_CASE_METHOD(Fixture, "without a deadline a statement is waited for a little longer than the server should run it") {
  test::PostgresServer server;
  Connection::Options options{.url = "postgresql://postgres@/postgres?host=" + server.host(), .schema = "public"};
  options.statement_timeout = absl::Milliseconds(100);
  Connection hasty(options);
  CHECK(hasty.Execute(kOne).front().Get<int>("one") == 1);
  server.Freeze();
  CHECK_THROWS_AS(hasty.Execute(kOne), Abandoned);
  server.Thaw();
}

TEST_CASE_METHOD(Fixture, "a transaction that stands idle is ended by the server, and holds nothing any more") {
  db.ExecuteScript("CREATE TABLE things (number int); INSERT INTO things VALUES (1)");
  Connection::Options options = database.options();
  options.idle_timeout = absl::Milliseconds(50);
  Connection idle(options);
  Transaction transaction = idle.Begin();
  transaction.Execute(kLock);
  CHECK(other.Execute(kLock).size() == 1);  // once the transaction was ended: waiting for it is shorter than lock_timeout
  CHECK_THROWS_AS(transaction.Execute(kOne), Unavailable);
}

}  // namespace
}  // namespace parley::postgres

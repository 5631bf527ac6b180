#include "libs/postgres/connection.h"

#include <future>
#include <latch>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "tests/support/database.h"
#include "tests/support/deadlocks.h"

namespace parley::postgres {
namespace {

constexpr Migration kPeople[] = {
    {1, "people",
     "CREATE TABLE people (person_id uuid PRIMARY KEY, email text NOT NULL CONSTRAINT people_email_key UNIQUE, age int CHECK (age > 0));"}};
constexpr MigrationSet kSets[] = {{"people", kPeople}};

constexpr Statement kInsert{"Insert", "INSERT INTO people (person_id, email, age) VALUES ($1, $2, $3)"};
constexpr Statement kCount{"Count", "SELECT count(*) AS n FROM people"};
constexpr Statement kAll{"All", "SELECT person_id, email, age FROM people ORDER BY email"};
constexpr Statement kTouch{"Touch", "UPDATE people SET age = 30"};
constexpr Statement kLockOne{"LockOne", "SELECT 1 FROM people WHERE email = $1 FOR UPDATE"};
constexpr Statement kPid{"Pid", "SELECT pg_backend_pid() AS pid"};
constexpr Statement kTerminate{"Terminate", "SELECT pg_terminate_backend($1, 5000)"};
constexpr Statement kTerminateOthers{
    "TerminateOthers",
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"};
constexpr Statement kSettings{
    "Settings",
    "SELECT current_setting('search_path') AS search_path, current_setting('TimeZone') AS zone,"
    " current_setting('transaction_isolation') AS isolation, current_setting('statement_timeout') AS statement_timeout,"
    " current_setting('lock_timeout') AS lock_timeout"};

const UserId kId = UserId::Trusted("01900000-0000-7000-8000-000000000001");
const UserId kOther = UserId::Trusted("01900000-0000-7000-8000-000000000002");

struct Fixture {
  test::Database database{"people", kSets};
  Connection db{database.options()};
  Connection other{database.options()};

  int64_t Count() { return other.Execute(kCount).front().Get<int64_t>("n"); }
  // Ends the server's side of `db`, seen from `other`.
  void Terminate() { other.Execute(kTerminate, db.Execute(kPid).front().Get<int>("pid")); }
};

TEST_CASE_METHOD(Fixture, "a statement of a connection commits by itself") {
  const auto result = db.Execute(kInsert, kId, "a@example.org", 20);
  REQUIRE(result.affected() == 1);
  REQUIRE(result.empty());
  REQUIRE(Count() == 1);
}

TEST_CASE_METHOD(Fixture, "rows are read by column name, by place and in a loop") {
  db.Execute(kInsert, kId, "a@example.org", 20);
  db.Execute(kInsert, kOther, "b@example.org", std::nullopt);
  const auto rows = db.Execute(kAll);
  REQUIRE(rows.size() == 2);
  REQUIRE(rows.front().Get<UserId>("person_id") == kId);
  REQUIRE(rows[0].Get<std::string>(1) == "a@example.org");
  REQUIRE(rows[0].GetOptional<int>("age") == 20);
  REQUIRE(rows[1].IsNull("age"));
  REQUIRE_FALSE(rows[1].GetOptional<int>("age").has_value());
  REQUIRE(rows[1].GetOr<int>("age", 7) == 7);
  std::string emails;
  for (const Row row : rows) emails += row.Get<std::string>("email") + " ";
  REQUIRE(emails == "a@example.org b@example.org ");
}

TEST_CASE_METHOD(Fixture, "a reader that disagrees with its statement is told") {
  db.Execute(kInsert, kId, "a@example.org", std::nullopt);
  const auto rows = db.Execute(kAll);
  REQUIRE_THROWS_AS(rows[0].Get<std::string>("name"), std::invalid_argument);
  REQUIRE_THROWS_AS(rows[0].Get<int>("age"), std::invalid_argument);
  REQUIRE_THROWS_AS(rows[0].Get<int>("email"), std::invalid_argument);
  REQUIRE_THROWS_AS(rows[0].Get<int>(9), std::invalid_argument);
  REQUIRE_THROWS_AS(rows[1], std::out_of_range);
  REQUIRE_THROWS_AS(Result().front(), std::out_of_range);
}

TEST_CASE_METHOD(Fixture, "a unique violation names its constraint") {
  db.Execute(kInsert, kId, "a@example.org", 20);
  try {
    db.Execute(kInsert, kOther, "a@example.org", 20);
    FAIL("it was taken");
  } catch (const UniqueViolation& error) {
    REQUIRE(error.constraint() == "people_email_key");
    REQUIRE(error.sqlstate() == "23505");
  }
}

TEST_CASE_METHOD(Fixture, "a check violation names its constraint") {
  try {
    db.Execute(kInsert, kId, "a@example.org", -1);
    FAIL("it was taken");
  } catch (const StatementError& error) {
    REQUIRE(error.constraint() == "people_age_check");
    REQUIRE(error.sqlstate() == "23514");
  }
}

TEST_CASE_METHOD(Fixture, "a statement that does not prepare tells why, and the connection goes on") {
  constexpr Statement kWrong{"Wrong", "SELECT nothing FROM nowhere"};
  REQUIRE_THROWS_AS(db.Execute(kWrong), StatementError);
  REQUIRE_THROWS_AS(db.Execute(kWrong), StatementError);
  REQUIRE(db.Execute(kCount).size() == 1);
}

TEST_CASE_METHOD(Fixture, "statements of one name and different texts do not meet") {
  constexpr Statement kOne{"Same", "SELECT 1 AS n"};
  constexpr Statement kTwo{"Same", "SELECT 2 AS n"};
  REQUIRE(db.Execute(kOne).front().Get<int>("n") == 1);
  REQUIRE(db.Execute(kTwo).front().Get<int>("n") == 2);
  REQUIRE(db.Execute(kOne).front().Get<int>("n") == 1);
}

TEST_CASE_METHOD(Fixture, "a zero byte in a text is refused, not cut") {
  REQUIRE_THROWS_AS(db.Execute(kInsert, kId, std::string("a\0b", 3), 20), StatementError);
  REQUIRE(Count() == 0);
}

TEST_CASE_METHOD(Fixture, "the session has the settings of the options") {
  const auto rows = db.Execute(kSettings);
  REQUIRE(rows.front().Get<std::string>("search_path") == "people");
  REQUIRE(rows.front().Get<std::string>("zone") == "UTC");
  REQUIRE(rows.front().Get<std::string>("isolation") == "read committed");
  REQUIRE(rows.front().Get<std::string>("statement_timeout") == "15s");
  REQUIRE(rows.front().Get<std::string>("lock_timeout") == "5s");
}

TEST_CASE_METHOD(Fixture, "a committed transaction stays") {
  auto transaction = db.Begin();
  transaction.Execute(kInsert, kId, "a@example.org", 20);
  REQUIRE(Count() == 0);
  transaction.Commit();
  REQUIRE(Count() == 1);
}

TEST_CASE_METHOD(Fixture, "a transaction that is destroyed rolls back") {
  {
    auto transaction = db.Begin();
    transaction.Execute(kInsert, kId, "a@example.org", 20);
  }
  REQUIRE(Count() == 0);
  db.Execute(kInsert, kId, "a@example.org", 20);
  REQUIRE(Count() == 1);
}

TEST_CASE_METHOD(Fixture, "a transaction in which a statement failed cannot be committed") {
  auto transaction = db.Begin();
  transaction.Execute(kInsert, kId, "a@example.org", 20);
  REQUIRE_THROWS_AS(transaction.Execute(kInsert, kId, "b@example.org", 20), UniqueViolation);
  REQUIRE_THROWS_AS(transaction.Execute(kCount), StatementError);
  REQUIRE_THROWS_AS(transaction.Commit(), StatementError);
  REQUIRE(Count() == 0);
}

TEST_CASE_METHOD(Fixture, "a transaction can be moved, and committed once") {
  auto begun = db.Begin();
  Transaction transaction = std::move(begun);
  transaction.Execute(kInsert, kId, "a@example.org", 20);
  transaction.Commit();
  REQUIRE_THROWS_AS(transaction.Commit(), StatementError);
}

TEST_CASE_METHOD(Fixture, "a transaction of which nothing was asked can be committed") {
  {
    auto transaction = db.Begin();
    transaction.Commit();
  }
  REQUIRE(db.Execute(kCount).size() == 1);
}

TEST_CASE_METHOD(Fixture, "what is deferred is done in its place") {
  auto transaction = db.Begin();
  transaction.Defer(kInsert, kId, "a@example.org", 20);
  transaction.Defer(kTouch);
  REQUIRE(transaction.Execute(kAll).front().Get<int>("age") == 30);
  transaction.Defer(kInsert, kOther, "b@example.org", 20);
  REQUIRE(Count() == 0);
  transaction.Commit();
  REQUIRE(other.Execute(kAll)[1].Get<int>("age") == 20);
}

TEST_CASE_METHOD(Fixture, "without a transaction nothing is deferred") {
  db.Defer(kInsert, kId, "a@example.org", 20);
  REQUIRE(Count() == 1);
}

TEST_CASE_METHOD(Fixture, "a deferred statement that fails fails the one that is waited for, which is not done, and the transaction") {
  constexpr Statement kEscape{"Escape", "SELECT set_config('parley.test', 'done', false)"};
  constexpr Statement kEscaped{"Escaped", "SELECT coalesce(current_setting('parley.test', true), '') AS text"};
  db.Execute(kInsert, kId, "a@example.org", 20);
  {
    auto transaction = db.Begin();
    transaction.Defer(kInsert, kOther, "a@example.org", 20);
    REQUIRE_THROWS_AS(transaction.Execute(kEscape), UniqueViolation);
    REQUIRE_THROWS_AS(transaction.Commit(), StatementError);
  }
  REQUIRE(db.Execute(kEscaped).front().Get<std::string>("text").empty());
  auto transaction = db.Begin();
  transaction.Execute(kTouch);
  transaction.Defer(kInsert, kOther, "a@example.org", 20);
  REQUIRE_THROWS_AS(transaction.Commit(), UniqueViolation);
  REQUIRE(other.Execute(kAll).front().Get<int>("age") == 20);
}

TEST_CASE_METHOD(Fixture, "any number of statements can be deferred") {
  auto transaction = db.Begin();
  for (int i = 0; i < 20'000; ++i) transaction.Defer(kInsert, UserId::Trusted(NewUuid(absl::Now())), std::to_string(i), 20);
  transaction.Commit();
  REQUIRE(Count() == 20'000);
}

TEST_CASE_METHOD(Fixture, "a connection has one transaction at a time and no statements beside it") {
  {
    auto transaction = db.Begin();
    REQUIRE_THROWS_AS(db.Begin(), std::logic_error);
    REQUIRE_THROWS_AS(db.Execute(kCount), std::logic_error);
    REQUIRE_THROWS_AS(db.Close(), std::logic_error);
    REQUIRE(transaction.Execute(kCount).size() == 1);
  }
  REQUIRE(db.Execute(kCount).size() == 1);
}

TEST_CASE_METHOD(Fixture, "a connection that broke while idle is replaced before anything is sent") {
  Terminate();
  db.Execute(kInsert, kId, "a@example.org", 20);
  REQUIRE(Count() == 1);
  Terminate();
  auto transaction = db.Begin();
  REQUIRE(transaction.Execute(kCount).front().Get<int>("n") == 1);
}

TEST_CASE_METHOD(Fixture, "a transaction whose connection broke is Unavailable, and the next one works") {
  {
    auto transaction = db.Begin();
    transaction.Execute(kInsert, kId, "a@example.org", 20);
    const int pid = transaction.Execute(kPid).front().Get<int>("pid");
    other.Execute(kTerminate, pid);
    REQUIRE_THROWS_AS(transaction.Execute(kCount), Unavailable);
    REQUIRE_THROWS_AS(transaction.Commit(), StatementError);
  }
  REQUIRE(Count() == 0);
  auto transaction = db.Begin();
  transaction.Execute(kInsert, kId, "a@example.org", 20);
  transaction.Commit();
  REQUIRE(Count() == 1);
}

TEST_CASE_METHOD(Fixture, "a transaction whose connection breaks before its first statement is begun on another") {
  db.Execute(kCount);
  auto transaction = db.Begin();
  other.Execute(kTerminateOthers);
  transaction.Execute(kInsert, kId, "a@example.org", 20);
  transaction.Commit();
  REQUIRE(Count() == 1);
}

TEST_CASE_METHOD(Fixture, "a commit over a broken connection is Unavailable") {
  auto transaction = db.Begin();
  transaction.Execute(kInsert, kId, "a@example.org", 20);
  other.Execute(kTerminate, transaction.Execute(kPid).front().Get<int>("pid"));
  REQUIRE_THROWS_AS(transaction.Commit(), Unavailable);
  REQUIRE(Count() == 0);
}

TEST_CASE_METHOD(Fixture, "a statement during which the connection breaks is Unavailable and not sent again") {
  constexpr Statement kSuicide{
      "Suicide",
      "WITH added AS (INSERT INTO people VALUES ($1, $2, 1) RETURNING 1) SELECT pg_terminate_backend(pg_backend_pid()) FROM added"};
  REQUIRE_THROWS_AS(db.Execute(kSuicide, kId, "a@example.org"), Unavailable);
  REQUIRE(Count() == 0);
  REQUIRE(db.Execute(kCount).size() == 1);
}

TEST_CASE("a server that is not there is Unavailable") {
  Connection db({.url = "postgresql://nobody@/none?host=/nowhere", .schema = "people"});
  REQUIRE_THROWS_AS(db.Execute(kCount), Unavailable);
  REQUIRE_THROWS_AS(db.Begin(), Unavailable);
}

TEST_CASE_METHOD(Fixture, "waiting too long for a lock is Contention") {
  db.Execute(kInsert, kId, "a@example.org", 20);
  auto options = database.options();
  options.lock_timeout = absl::Milliseconds(20);
  Connection impatient(options);
  auto holding = db.Begin();
  holding.Execute(kLockOne, "a@example.org");
  REQUIRE_THROWS_AS(impatient.Execute(kTouch), Contention);
}

// Locks one row, then waits for the other; answers the SQLSTATE it ended with, or nothing.
std::string LockBoth(Connection& connection, const char* first, const char* second, std::latch& each_has_one) {
  auto transaction = connection.Begin();
  transaction.ExecuteScript("SET LOCAL deadlock_timeout TO '10ms'");
  transaction.Execute(kLockOne, first);
  each_has_one.arrive_and_wait();
  try {
    transaction.Execute(kLockOne, second);
  } catch (const Contention& error) {
    return error.sqlstate();
  }
  return "";
}

TEST_CASE_METHOD(Fixture, "a deadlock is Contention for one of the two") {
  db.Execute(kInsert, kId, "a@example.org", 20);
  db.Execute(kInsert, kOther, "b@example.org", 20);
  std::latch each_has_one(2);
  auto one = std::async(std::launch::async, [&] { return LockBoth(db, "a@example.org", "b@example.org", each_has_one); });
  auto two = std::async(std::launch::async, [&] { return LockBoth(other, "b@example.org", "a@example.org", each_has_one); });
  REQUIRE(one.get() + two.get() == "40P01");
  Connection third(database.options());
  CHECK(test::CountDeadlocks(third) == 1);
}

TEST_CASE_METHOD(Fixture, "a statement that runs too long is cancelled by the server") {
  constexpr Statement kSleep{"Sleep", "SELECT pg_sleep(60)"};
  auto options = database.options();
  options.statement_timeout = absl::Milliseconds(300);
  Connection hasty(options);
  try {
    hasty.Execute(kSleep);
    FAIL("it slept");
  } catch (const StatementError& error) {
    REQUIRE(error.sqlstate() == "57014");
  }
  REQUIRE(hasty.Execute(kCount).size() == 1);
}

TEST_CASE_METHOD(Fixture, "a table that changed under a prepared statement is noticed once at most") {
  constexpr Statement kStar{"Star", "SELECT * FROM people"};
  db.Execute(kStar);
  other.ExecuteScript("ALTER TABLE people ADD COLUMN name text");
  REQUIRE_THROWS_AS(db.Execute(kStar), StatementError);
  REQUIRE(db.Execute(kStar).empty());
}

TEST_CASE_METHOD(Fixture, "a result outlives its connection") {
  db.Execute(kInsert, kId, "a@example.org", 20);
  const auto rows = db.Execute(kAll);
  db.Close();
  REQUIRE(rows.front().Get<std::string>("email") == "a@example.org");
}

}  // namespace
}  // namespace parley::postgres

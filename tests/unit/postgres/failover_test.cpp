#include "catch2/catch.hpp"
#include "libs/postgres/connection.h"
#include "tests/support/eventually.h"
#include "tests/support/postgres_server.h"

namespace parley::test {
namespace {

constexpr postgres::Statement kInsert{"Insert", "INSERT INTO kept (number) VALUES ($1)"};
constexpr postgres::Statement kCount{"Count", "SELECT count(*) AS n, coalesce(max(number), 0) AS last FROM kept"};

postgres::Connection Open(const std::string& hosts) {
  return postgres::Connection(
      {.url = "host=" + hosts + " user=postgres dbname=postgres target_session_attrs=read-write", .schema = "public"});
}

// Inserts the next number as often as it takes until that is acknowledged; one that was in flight when the server died may be there all the
// same.
bool Insert(postgres::Connection& db, int number) {
  try {
    postgres::Transaction transaction = db.Begin();
    transaction.Defer(kInsert, number);
    transaction.Commit();
    return true;
  } catch (const postgres::UniqueViolation&) {
    return true;
  } catch (const postgres::Unavailable&) {
    return false;
  }
}

TEST_CASE("a restart of the server is survived, and nothing that was committed is lost") {
  PostgresServer server;
  postgres::Connection db = Open(server.host());
  db.ExecuteScript("CREATE TABLE kept (number int PRIMARY KEY)");
  for (int number = 1; number <= 3; ++number) {
    REQUIRE(Insert(db, number));
    server.Kill();
    CHECK_FALSE(Insert(db, -number));
    server.Start();
    REQUIRE(Eventually([&] { return db.Execute(kCount).front().Get<int>("n") == number; }));
  }
}

TEST_CASE("when the server dies and its standby takes over, connections find it, with all that was committed") {
  PostgresServer primary;
  PostgresServer standby(primary);
  postgres::Connection db = Open(primary.host() + "," + standby.host());
  db.ExecuteScript("CREATE TABLE kept (number int PRIMARY KEY)");
  int number = 0;
  while (number < 50) REQUIRE(Insert(db, ++number));
  primary.Kill();
  CHECK_FALSE(Insert(db, number + 1));  // the standby takes no changes yet
  standby.Promote();
  REQUIRE(Eventually([&] { return Insert(db, number + 1); }));
  ++number;
  const postgres::Result kept = db.Execute(kCount);
  CHECK(kept.front().Get<int>("n") == number);
  CHECK(kept.front().Get<int>("last") == number);
}

TEST_CASE("the server that takes changes is found, whichever is named first") {
  PostgresServer primary;
  PostgresServer standby(primary);
  postgres::Connection db = Open(standby.host() + "," + primary.host());
  db.ExecuteScript("CREATE TABLE kept (number int PRIMARY KEY)");
  REQUIRE(Insert(db, 1));
  REQUIRE(db.Execute(kCount).front().Get<int>("n") == 1);
}

}  // namespace
}  // namespace parley::test

#include "libs/postgres/migrate.h"

#include <future>
#include <vector>

#include "tests/support/database.h"
#include "tests/support/deadlocks.h"
#include "tests/support/status_matchers.h"

namespace parley::postgres {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;

constexpr Migration kOne{1, "one", "CREATE TABLE one (n int); INSERT INTO one VALUES (1);"};
constexpr Migration kTwo{2, "two", "ALTER TABLE one ADD COLUMN m int;"};
constexpr Migration kThree{3, "three", "CREATE TABLE three (n int);"};
constexpr Migration kFirst[] = {kOne};
constexpr Migration kBoth[] = {kOne, kTwo};
constexpr Migration kAll[] = {kOne, kTwo, kThree};
constexpr Statement kApplied{"Applied", "SELECT component, version, name, apply_time FROM schema_migrations ORDER BY component, version"};
constexpr Statement kRows{"Rows", "SELECT count(*) AS n FROM one"};

struct Fixture {
  // Its schema is another than the fixture's own, so that nothing exists at first.
  test::Database database{"other"};
  Connection::Options options{.url = database.url(), .schema = "things"};
  Connection db{options};
  absl::Time now = absl::FromUnixSeconds(1'000'000'000);

  absl::Status Run(std::span<const Migration> migrations) {
    const MigrationSet sets[] = {{"things", migrations}};
    return Migrate(db, sets, now);
  }
};

TEST_CASE_METHOD(Fixture, "migrations are applied once, in order, and written down") {
  REQUIRE_THAT(Run(kFirst), IsOk());
  REQUIRE_THAT(Run(kBoth), IsOk());
  REQUIRE_THAT(Run(kBoth), IsOk());
  const auto rows = db.Execute(kApplied);
  REQUIRE(rows.size() == 2);
  REQUIRE(rows[1].Get<int>("version") == 2);
  REQUIRE(rows[1].Get<std::string>("name") == "two");
  REQUIRE(rows[1].Get<absl::Time>("apply_time") == now);
  REQUIRE(db.Execute(kRows).front().Get<int>("n") == 1);
}

TEST_CASE_METHOD(Fixture, "several sets share a schema") {
  constexpr Migration kLog[] = {{1, "log", "CREATE TABLE log (n int)"}};
  const MigrationSet sets[] = {{"events", kLog}, {"things", kFirst}};
  REQUIRE_THAT(Migrate(db, sets, now), IsOk());
  REQUIRE(db.Execute(kApplied).size() == 2);
}

TEST_CASE_METHOD(Fixture, "processes that migrate at once do it once") {
  std::vector<std::future<absl::Status>> all;
  for (int i = 0; i < 6; ++i) {
    all.push_back(std::async(std::launch::async, [this] {
      Connection own(options);
      const MigrationSet sets[] = {{"things", kAll}};
      return Migrate(own, sets, now);
    }));
  }
  for (auto& one : all) REQUIRE_THAT(one.get(), IsOk());
  REQUIRE(db.Execute(kApplied).size() == 3);
  REQUIRE(db.Execute(kRows).front().Get<int>("n") == 1);
}

TEST_CASE_METHOD(Fixture, "a step waits for somebody who reads on, and keeps nobody else from the table meanwhile") {
  REQUIRE_THAT(Run(kFirst), IsOk());
  Connection backup(options);
  Transaction reading = backup.Begin();
  reading.Execute(kRows);
  auto migrating = std::async(std::launch::async, [this] {
    Connection own(options);
    const MigrationSet sets[] = {{"things", kBoth}};
    return Migrate(own, sets, now);
  });
  REQUIRE(test::AwaitWaiter(db, reading));
  CHECK_NOTHROW(db.Execute(kRows));  // behind the step
  CHECK(db.Execute(kApplied).size() == 1);
  reading.Commit();
  CHECK_THAT(migrating.get(), IsOk());
  CHECK(db.Execute(kApplied).size() == 2);
}

TEST_CASE_METHOD(Fixture, "a migration that fails leaves nothing of itself and says which it was") {
  constexpr Migration kBroken[] = {kOne, {2, "broken", "CREATE TABLE half (n int); SELECT nothing;"}};
  const auto status = Run(kBroken);
  REQUIRE_THAT(status, HasCode(absl::StatusCode::kInternal));
  REQUIRE(std::string(status.message()).find("things V2__broken") != std::string::npos);
  REQUIRE(db.Execute(kApplied).size() == 1);
  REQUIRE_THAT(Run(kBoth), IsOk());
}

TEST_CASE_METHOD(Fixture, "a newer schema serves an older release") {
  REQUIRE_THAT(Run(kAll), IsOk());
  REQUIRE_THAT(Run(kBoth), IsOk());
}

TEST_CASE_METHOD(Fixture, "a rewritten history is refused") {
  REQUIRE_THAT(Run(kBoth), IsOk());
  constexpr Migration kRenamed[] = {{1, "uno", "SELECT 1"}, kTwo};
  REQUIRE_THAT(Run(kRenamed), HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("MIGRATIONS_REWRITTEN"));
  constexpr Migration kWithout[] = {kTwo, kThree};
  REQUIRE_THAT(Run(kWithout), HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("MIGRATIONS_REWRITTEN"));
  db.ExecuteScript("DELETE FROM schema_migrations WHERE version = 1");
  REQUIRE_THAT(Run(kAll), HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("MIGRATIONS_REWRITTEN"));
}

TEST_CASE_METHOD(Fixture, "a role without the right to create schemas migrates one that exists") {
  constexpr Migration kPlain[] = {{1, "plain", "CREATE TABLE plain (n int)"}};
  const std::string role = "role_" + database.name();
  db.ExecuteScript("CREATE ROLE " + role + " LOGIN; CREATE SCHEMA AUTHORIZATION " + role);
  auto own = options;
  own.url.replace(own.url.find("postgres@"), 9, role + "@");
  own.schema = role;
  {
    Connection connection(own);
    const MigrationSet sets[] = {{"things", kPlain}};
    REQUIRE_THAT(Migrate(connection, sets, now), IsOk());
  }
  db.ExecuteScript("DROP OWNED BY " + role + " CASCADE; DROP ROLE " + role);
}

TEST_CASE("a server that is not there is told as UNAVAILABLE") {
  Connection db({.url = "postgresql://nobody@/none?host=/nowhere", .schema = "things"});
  const MigrationSet sets[] = {{"things", kFirst}};
  REQUIRE_THAT(Migrate(db, sets, absl::UnixEpoch()), HasCode(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace parley::postgres

#include <string>

#include "absl/strings/str_cat.h"
#include "catch2/catch.hpp"
#include "libs/events/migrations.h"
#include "libs/postgres/connection.h"
#include "services/exchange/migrations.h"
#include "services/exchange/sql.h"
#include "tests/support/database.h"

namespace parley::exchange {
namespace {

TEST_CASE("every statement of the exchange prepares against the migrated schema") {
  const postgres::MigrationSet sets[] = {events::Migrations(), Migrations()};
  const test::Database database("exchange", sets);
  postgres::Connection connection(database.options());
  for (const postgres::Statement& statement : sql::kAll) {
    INFO(statement.name);
    CHECK_NOTHROW(connection.ExecuteScript("PREPARE \"" + std::string(statement.name) + "\" AS " + statement.text));
  }
}

// A run of 200 people whose plenary group has 5,000 videos, a fifth of them replies.
constexpr char kManyVideos[] = R"(
  CREATE FUNCTION pg_temp.id(kind int, n bigint) RETURNS uuid LANGUAGE sql AS
    $$ SELECT ('0193a000-0000-7' || lpad(kind::text, 3, '0') || '-8000-' || lpad(n::text, 12, '0'))::uuid $$;
  SET session_replication_role = replica;
  INSERT INTO runs (run_id, state, plenary_group_id, min_duration_ms, max_duration_ms, max_size_bytes)
    VALUES (pg_temp.id(1, 1), 3, pg_temp.id(2, 1), 5000, 180000, 300 << 20);
  INSERT INTO people (user_id, display_name, country, region, changes, asked_changes)
    SELECT pg_temp.id(5, u), 'Student ' || u, 'LB', 'southern-mediterranean', 1, 1 FROM generate_series(1, 200) u;
  INSERT INTO memberships (run_id, user_id, state, change_time, check_time)
    SELECT pg_temp.id(1, 1), user_id, 4, '2026-01-01Z', '2026-01-01Z' FROM people;
  INSERT INTO videos (video_id, run_id, prompt_id, group_id, author_id, reply_to_video_id, state, visible, size_bytes, offset_bytes, expire_time,
      min_duration_ms, max_duration_ms, duration_ms, width, height, reply_count, create_time, publish_time)
    SELECT pg_temp.id(6, v), pg_temp.id(1, 1), pg_temp.id(3, v % 4), pg_temp.id(2, 1), pg_temp.id(5, v % 200 + 1),
      CASE WHEN v % 5 = 0 THEN pg_temp.id(6, v % 100 + 1) END, 3, true, 5000000, 5000000, '2026-02-01Z', 5000, 180000, 30000, 1280, 720, 0,
      timestamptz '2026-01-01Z' + v * interval '1 second', timestamptz '2026-01-01Z' + v * interval '1 second' FROM generate_series(1, 5000) v;
  ANALYZE;
)";

constexpr postgres::Statement kPlans{"TestPlans", "SELECT custom_plans FROM pg_prepared_statements WHERE name = $1"};

TEST_CASE("pages of videos are not planned anew each time") {
  constexpr int kReadings = 30;
  constexpr int kTried = 5;  // so often PostgreSQL plans with the values first, to compare
  const std::string end = "'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'";
  const std::pair<postgres::Statement, std::string> lists[] = {
      {sql::kListVideos, "pg_temp.id(2, 1), pg_temp.id(5, 7), " + end + ", 21"},
      {sql::kListVideosOfPrompt, "pg_temp.id(2, 1), pg_temp.id(5, 7), " + end + ", 21, pg_temp.id(3, 2)"},
      {sql::kListReplies, "pg_temp.id(6, 11), '-infinity', '00000000-0000-0000-0000-000000000000', 21"},
      {sql::kListMyVideos, "pg_temp.id(5, 7), pg_temp.id(1, 1), 'ffffffff-ffff-ffff-ffff-ffffffffffff', 21"},
  };
  const postgres::MigrationSet sets[] = {events::Migrations(), Migrations()};
  const test::Database database("exchange", sets);
  postgres::Connection db(database.options());
  db.ExecuteScript(kManyVideos);
  for (const auto& [statement, values] : lists) {
    INFO(statement.name);
    const std::string name = statement.name;
    db.ExecuteScript("PREPARE \"" + name + "\" AS " + statement.text);
    for (int i = 0; i < kReadings; ++i) db.ExecuteScript(absl::StrCat("EXECUTE \"", name, "\" (", values, ")"));
    CHECK(db.Execute(kPlans, name).front().Get<int>("custom_plans") <= kTried);
  }
}

}  // namespace
}  // namespace parley::exchange

#include "services/catalog/migrations.h"

#include "catch2/catch.hpp"
#include "libs/postgres/migrate.h"
#include "tests/support/database.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

constexpr postgres::Statement kEndOf{"TestEndOf", "SELECT end_time, opened FROM runs WHERE run_id = $1"};

constexpr char kRunId[] = "01900000-0000-7000-8000-00000000aaaa";

// A course of three weeks, and its run from before runs had an end.
constexpr char kBefore[] = R"(
INSERT INTO courses VALUES ('01900000-0000-7000-8000-00000000cccc', '01900000-0000-7000-8000-000000000001', 'A', '', '{en}', '{}', '', '2026-11-01');
INSERT INTO modules SELECT gen_random_uuid(), '01900000-0000-7000-8000-00000000cccc', n, 'm', '', n, '?' FROM generate_series(1, 3) AS n;
INSERT INTO runs (run_id, course_id, partner_id, title, format, state, start_time, time_zone, capacity, working_languages, min_duration_ms,
                  max_duration_ms, max_size_bytes, plenary_group_id, create_time)
VALUES ('01900000-0000-7000-8000-00000000aaaa', '01900000-0000-7000-8000-00000000cccc', '01900000-0000-7000-8000-000000000001', 'A', 1, 2,
        '2027-03-10 18:00 Europe/Paris', 'Europe/Paris', 5, '{en}', 1, 1, 1, gen_random_uuid(), '2026-11-01');)";

TEST_CASE("runs from before runs had an end get the one a new run would have, though the clocks change between") {
  const postgres::MigrationSet all = Migrations();
  const postgres::MigrationSet before[] = {{all.component, all.migrations.first(2)}};
  const test::Database database("catalog", before);
  postgres::Connection db(database.options());
  db.ExecuteScript(kBefore);
  REQUIRE_THAT(postgres::Migrate(db, std::span(&all, 1), absl::FromUnixSeconds(1'900'000'000)), test::IsOk());
  const postgres::Result result = db.Execute(kEndOf, std::string(kRunId));
  absl::TimeZone paris;
  REQUIRE(absl::LoadTimeZone("Europe/Paris", &paris));
  CHECK(result.front().Get<absl::Time>("end_time") == absl::FromCivil(absl::CivilSecond(2027, 3, 31, 18, 0, 0), paris));
  CHECK(result.front().Get<bool>("opened"));
}

}  // namespace
}  // namespace parley::catalog

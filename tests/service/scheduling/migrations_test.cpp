#include "services/scheduling/migrations.h"

#include "catch2/catch.hpp"
#include "libs/postgres/migrate.h"
#include "services/scheduling/store/people.h"
#include "tests/support/database.h"
#include "tests/support/status_matchers.h"

namespace parley::scheduling {
namespace {

constexpr postgres::Statement kKnown{"TestKnown", "SELECT region, display_name, asked_changes FROM people WHERE user_id = $1"};

constexpr char kMember[] = "01900000-0000-7000-8000-00000000aaaa";
constexpr char kFacilitator[] = "01900000-0000-7000-8000-00000000bbbb";

// A participant whose profile was told after three changes, who also facilitates; and somebody who facilitates two runs and no more.
constexpr char kBefore[] = R"(
INSERT INTO people (user_id, region, changes, asked_changes) VALUES ('01900000-0000-7000-8000-00000000aaaa', 'europe', 3, 3);
INSERT INTO run_facilitators (run_id, user_id, languages, most_groups) VALUES
  (gen_random_uuid(), '01900000-0000-7000-8000-00000000aaaa', '{}', 2),
  (gen_random_uuid(), '01900000-0000-7000-8000-00000000bbbb', '{}', 2),
  (gen_random_uuid(), '01900000-0000-7000-8000-00000000bbbb', '{}', 2);)";

TEST_CASE("who was known before people had names is asked about once more, and facilitators for the first time") {
  const postgres::MigrationSet all = Migrations();
  const postgres::MigrationSet before[] = {{all.component, all.migrations.first(4)}};
  const test::Database database("scheduling", before);
  postgres::Connection db(database.options());
  db.ExecuteScript(kBefore);
  REQUIRE(store::ListStalePeople(db, 10).empty());
  REQUIRE_THAT(postgres::Migrate(db, std::span(&all, 1), absl::FromUnixSeconds(1'900'000'000)), test::IsOk());

  const auto stale = store::ListStalePeople(db, 10);
  REQUIRE(stale.size() == 2);
  CHECK(stale[0].user_id.text() == kMember);
  CHECK(stale[0].changes == 4);
  CHECK(stale[1].user_id.text() == kFacilitator);
  // Plans go on with what is known meanwhile.
  const postgres::Result known = db.Execute(kKnown, std::string(kMember));
  CHECK(known.front().Get<std::string>("region") == "europe");
  CHECK(known.front().Get<int64_t>("asked_changes") == 3);

  identity::v1::PlanningProfile profile;
  profile.set_user_id(kMember);
  profile.set_display_name("Amal");
  store::PutPlanningProfile(db, profile, stale[0].changes);
  CHECK(db.Execute(kKnown, std::string(kMember)).front().Get<std::string>("display_name") == "Amal");
  CHECK(store::ListStalePeople(db, 10).size() == 1);
}

}  // namespace
}  // namespace parley::scheduling

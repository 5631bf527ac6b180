#include <string>

#include "catch2/catch.hpp"
#include "libs/postgres/connection.h"
#include "services/moderation/migrations.h"
#include "services/moderation/sql.h"
#include "tests/support/database.h"

namespace parley::moderation {
namespace {

TEST_CASE("every statement of moderation prepares against the migrated schema") {
  const postgres::MigrationSet sets[] = {Migrations()};
  const test::Database database("moderation", sets);
  postgres::Connection connection(database.options());
  for (const postgres::Statement& statement : sql::kAll) {
    INFO(statement.name);
    CHECK_NOTHROW(connection.ExecuteScript("PREPARE \"" + std::string(statement.name) + "\" AS " + statement.text));
  }
}

}  // namespace
}  // namespace parley::moderation

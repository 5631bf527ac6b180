#include <string>

#include "catch2/catch.hpp"
#include "libs/postgres/connection.h"
#include "services/scheduling/migrations.h"
#include "services/scheduling/sql.h"
#include "tests/support/database.h"

namespace parley::scheduling {
namespace {

TEST_CASE("every statement of scheduling prepares against the migrated schema") {
  const postgres::MigrationSet sets[] = {Migrations()};
  const test::Database database("scheduling", sets);
  postgres::Connection connection(database.options());
  for (const postgres::Statement& statement : sql::kAll) {
    INFO(statement.name);
    CHECK_NOTHROW(connection.ExecuteScript("PREPARE \"" + std::string(statement.name) + "\" AS " + statement.text));
  }
}

}  // namespace
}  // namespace parley::scheduling

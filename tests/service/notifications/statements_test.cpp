#include <string>

#include "catch2/catch.hpp"
#include "libs/postgres/connection.h"
#include "services/notifications/migrations.h"
#include "services/notifications/sql.h"
#include "tests/support/database.h"

namespace parley::notifications {
namespace {

TEST_CASE("every statement of notifications prepares against the migrated schema") {
  const postgres::MigrationSet sets[] = {Migrations()};
  const test::Database database("notifications", sets);
  postgres::Connection connection(database.options());
  for (const postgres::Statement& statement : sql::kAll) {
    INFO(statement.name);
    CHECK_NOTHROW(connection.ExecuteScript("PREPARE \"" + std::string(statement.name) + "\" AS " + statement.text));
  }
}

}  // namespace
}  // namespace parley::notifications

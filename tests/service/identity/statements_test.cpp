#include <string>

#include "catch2/catch.hpp"
#include "services/identity/migrations.h"
#include "services/identity/sql.h"
#include "tests/support/database.h"

namespace parley::identity {
namespace {

TEST_CASE("every statement of identity prepares against the migrated schema") {
  const postgres::MigrationSet sets[] = {Migrations()};
  const test::Database database("identity", sets);
  postgres::Connection connection(database.options());
  for (const postgres::Statement& statement : sql::kAll) {
    INFO(statement.name);
    CHECK_NOTHROW(connection.ExecuteScript("PREPARE \"" + std::string(statement.name) + "\" AS " + statement.text));
  }
}

}  // namespace
}  // namespace parley::identity

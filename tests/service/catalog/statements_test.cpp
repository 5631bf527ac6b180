#include <string>

#include "catch2/catch.hpp"
#include "services/catalog/migrations.h"
#include "services/catalog/sql.h"
#include "tests/support/database.h"

namespace parley::catalog {
namespace {

TEST_CASE("every statement of catalog prepares against the migrated schema") {
  const postgres::MigrationSet sets[] = {Migrations()};
  const test::Database database("catalog", sets);
  postgres::Connection connection(database.options());
  for (const postgres::Statement& statement : sql::kAll) {
    INFO(statement.name);
    CHECK_NOTHROW(connection.ExecuteScript("PREPARE \"" + std::string(statement.name) + "\" AS " + statement.text));
  }
}

}  // namespace
}  // namespace parley::catalog

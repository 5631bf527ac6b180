#include <string>

#include "catch2/catch.hpp"
#include "services/partners/migrations.h"
#include "services/partners/sql.h"
#include "tests/support/database.h"

namespace parley::partners {
namespace {

TEST_CASE("every statement of partners prepares against the migrated schema") {
  const postgres::MigrationSet sets[] = {Migrations()};
  const test::Database database("partners", sets);
  postgres::Connection connection(database.options());
  for (const postgres::Statement& statement : sql::kAll) {
    INFO(statement.name);
    CHECK_NOTHROW(connection.ExecuteScript("PREPARE \"" + std::string(statement.name) + "\" AS " + statement.text));
  }
}

}  // namespace
}  // namespace parley::partners

#include <string>

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

}  // namespace
}  // namespace parley::exchange

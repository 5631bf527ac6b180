#pragma once

#include <span>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "libs/postgres/statement.h"

namespace parley::postgres {

// Brings the connection's schema up to date, each migration in a transaction of its own, under an advisory lock so that several processes
// may try at once. A step that finds a table in use tries again until it is not, keeping others from the table for 200 ms at most, now and
// then. What was applied stands in schema_migrations(component, version, name, apply_time). FAILED_PRECONDITION when the schema holds a
// version that `sets` does not know of a lower number than its last (a rewritten history).
absl::Status Migrate(Connection& connection, std::span<const MigrationSet> sets, absl::Time now);

}  // namespace parley::postgres

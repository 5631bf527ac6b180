#pragma once

#include <cstdint>

#include "libs/postgres/connection.h"

namespace parley::test {

// How many deadlocks there were in the database since it was made. Ends everybody else's sessions there: PostgreSQL counts what a session
// met for certain when that ends.
int64_t CountDeadlocks(postgres::Connection& db);

// Waits until some session in the database waits for what another has locked; false when none does.
bool AwaitLockWait(postgres::Connection& db);

}  // namespace parley::test

#pragma once

#include <cstdint>

#include "libs/postgres/connection.h"

namespace parley::test {

// How many deadlocks there were in the database since it was made. Ends everybody else's sessions there: PostgreSQL counts what a session
// met for certain when that ends.
int64_t CountDeadlocks(postgres::Connection& db);

// Waits until somebody waits for what `holder`, a transaction in another session than `db`, has locked; false when nobody does.
bool AwaitWaiter(postgres::Connection& db, postgres::Session& holder);
// The same, whoever it is that holds it.
bool AwaitLockWait(postgres::Connection& db);

}  // namespace parley::test

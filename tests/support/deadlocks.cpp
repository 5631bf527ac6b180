#include "tests/support/deadlocks.h"

#include "tests/support/eventually.h"

namespace parley::test {
namespace {

constexpr postgres::Statement kEnd{"EndOthers",
                                   "SELECT count(pg_terminate_backend(pid, 10000)) AS ended FROM pg_stat_activity"
                                   " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"};
constexpr postgres::Statement kCount{"Deadlocks", "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"};

constexpr postgres::Statement kMyself{"Myself", "SELECT pg_backend_pid() AS pid"};
constexpr postgres::Statement kWaitingFor{
    "LockWaitsFor", "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND $1::int = ANY (pg_blocking_pids(pid))"};
constexpr postgres::Statement kWaiting{"LockWaits",
                                       "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"};

}  // namespace

int64_t CountDeadlocks(postgres::Connection& db) {
  db.Execute(kEnd);
  return db.Execute(kCount).front().Get<int64_t>("deadlocks");
}

bool AwaitWaiter(postgres::Connection& db, postgres::Session& holder) {
  const auto pid = holder.Execute(kMyself).front().Get<int64_t>("pid");
  return Eventually([&] { return !db.Execute(kWaitingFor, pid).empty(); });
}

bool AwaitLockWait(postgres::Connection& db) {
  return Eventually([&] { return !db.Execute(kWaiting).empty(); });
}

}  // namespace parley::test

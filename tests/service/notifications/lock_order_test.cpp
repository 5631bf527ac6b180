// What people change of theirs in two windows at once, in any order.

#include <future>

#include "catch2/catch.hpp"
#include "services/notifications/migrations.h"
#include "services/notifications/store/preferences.h"
#include "tests/support/database.h"
#include "tests/support/deadlocks.h"

namespace parley::notifications {
namespace {

using domain::Topic;

TEST_CASE("mails of several topics are turned off in any order, in two windows at once") {
  const postgres::MigrationSet sets[] = {Migrations()};
  const test::Database database("notifications", sets);
  const UserId lina = UserId::New(absl::Now());
  postgres::Connection db(database.options());
  postgres::Transaction transaction = db.Begin();
  store::ChangeMails(transaction, lina, {}, {Topic::kVideoReplied});
  transaction.Settle();
  auto other = std::async(std::launch::async, [&] {
    postgres::Connection theirs(database.options());
    postgres::Transaction second = theirs.Begin();
    store::ChangeMails(second, lina, {}, {Topic::kReportResolved, Topic::kVideoReplied});
    second.Commit();
  });
  postgres::Connection watch(database.options());
  REQUIRE(test::AwaitWaiter(watch, transaction));
  store::ChangeMails(transaction, lina, {}, {Topic::kReportResolved});
  CHECK_NOTHROW(transaction.Commit());
  CHECK_NOTHROW(other.get());
  CHECK(store::ListMailsOff(watch, lina) == std::set{Topic::kVideoReplied, Topic::kReportResolved});
  CHECK(test::CountDeadlocks(watch) == 0);
}

}  // namespace
}  // namespace parley::notifications

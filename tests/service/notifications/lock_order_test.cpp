// What people change of theirs in two windows at once, in any order, shown step by step.

#include <future>

#include "catch2/catch.hpp"
#include "services/notifications/migrations.h"
#include "services/notifications/store/notifications.h"
#include "services/notifications/store/preferences.h"
#include "tests/support/database.h"
#include "tests/support/deadlocks.h"

namespace parley::notifications {
namespace {

using domain::Topic;

constexpr postgres::Statement kHold{"TestHold", "SELECT 1 FROM notifications WHERE notification_id = $1::uuid FOR UPDATE"};

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

TEST_CASE("notifications are marked read in the order of their ids, whichever was written first") {
  const postgres::MigrationSet sets[] = {Migrations()};
  const test::Database database("notifications", sets);
  const UserId lina = UserId::New(absl::Now());
  postgres::Connection db(database.options());
  std::vector<NotificationId> ids = {NotificationId::New(absl::Now()), NotificationId::New(absl::Now() + absl::Seconds(1))};
  for (const NotificationId& id : {ids[1], ids[0]}) {
    domain::Notification notification;
    notification.id = id;
    notification.user_id = lina;
    notification.topic = Topic::kVideoReplied;
    notification.subject_id = id.text();
    notification.run_id = RunId::New(absl::Now());
    notification.create_time = absl::Now();
    REQUIRE(store::InsertNotification(db, notification));
  }
  postgres::Transaction holder = db.Begin();
  holder.Execute(kHold, ids[0]);
  auto other = std::async(std::launch::async, [&] {
    postgres::Connection theirs(database.options());
    return store::MarkRead(theirs, lina, ids, absl::Now());
  });
  postgres::Connection watch(database.options());
  REQUIRE(test::AwaitWaiter(watch, holder));
  CHECK_NOTHROW(holder.Execute(kHold, ids[1]));
  holder.Commit();
  CHECK(other.get() == 2);
  CHECK(test::CountDeadlocks(watch) == 0);
}

}  // namespace
}  // namespace parley::notifications

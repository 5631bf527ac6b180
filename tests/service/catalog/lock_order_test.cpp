// In which order the interests of one address are locked, shown step by step: somebody holds one by hand meanwhile.

#include <future>

#include "catch2/catch.hpp"
#include "services/catalog/migrations.h"
#include "services/catalog/store/interests.h"
#include "tests/support/database.h"
#include "tests/support/deadlocks.h"

namespace parley::catalog {
namespace {

// What happens when the run of an offer is cancelled.
constexpr postgres::Statement kReopen{"TestReopen", "UPDATE interests SET state = 2 WHERE interest_id = $1"};

TEST_CASE("interests that a new one of their address closes are locked in the order in which seats are offered") {
  const absl::Time now = absl::FromUnixSeconds(1'900'000'000);
  const postgres::MigrationSet sets[] = {Migrations()};
  const test::Database database("catalog", sets);
  postgres::Connection db(database.options());
  std::vector<domain::Interest> interests(3);
  for (domain::Interest& interest : interests) {
    interest.id = domain::InterestId::New(now);
    interest.create_time = now;
    interest.confirm_expire_time = now + domain::kConfirmationLife;
    store::InsertInterest(db, interest, "amal@example.org", "amal");
  }
  const domain::Interest& first = interests[0];
  const domain::Interest& second = interests[1];
  const domain::Interest& last = interests[2];
  store::SaveOpened(db, first, now);
  store::SaveOffered(db, first.id, now);
  store::SaveOpened(db, second, now);
  db.Execute(kReopen, first.id);  // its row is the later one now, its place the earlier
  postgres::Transaction seats = db.Begin();
  REQUIRE(store::LockInterest(seats, first.id));
  auto opening = std::async(std::launch::async, [&] {
    postgres::Connection theirs(database.options());
    postgres::Transaction transaction = theirs.Begin();
    store::SaveOpened(transaction, last, now);
    transaction.Commit();
  });
  postgres::Connection watch(database.options());
  REQUIRE(test::AwaitWaiter(watch, seats));
  CHECK_NOTHROW(store::LockInterest(seats, second.id));
  seats.Commit();
  CHECK_NOTHROW(opening.get());
  for (const auto& id : {first.id, second.id}) CHECK(store::LockInterest(watch, id)->state == domain::InterestState::kClosed);
  CHECK(test::CountDeadlocks(watch) == 0);
}

}  // namespace
}  // namespace parley::catalog

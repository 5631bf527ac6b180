// What is swept in no order waits for nobody.

#include "catch2/catch.hpp"
#include "services/catalog/migrations.h"
#include "services/catalog/store/interests.h"
#include "services/catalog/store/letters.h"
#include "tests/support/database.h"

namespace parley::catalog {
namespace {

constexpr postgres::Statement kHold{"TestHold", "SELECT 1 FROM interests WHERE interest_id = $1 FOR UPDATE"};
constexpr postgres::Statement kHoldLetter{"TestHoldLetter", "SELECT 1 FROM letters WHERE letter_id = $1 FOR UPDATE"};
constexpr postgres::Statement kCount{"TestCount", "SELECT count(*) AS count FROM interests"};

struct Interested {
  const absl::Time now = absl::FromUnixSeconds(1'900'000'000);
  const postgres::MigrationSet sets[1] = {Migrations()};
  const test::Database database{"catalog", sets};
  postgres::Connection db{database.options()};
  postgres::Connection other{database.options()};

  // Unconfirmed, with a letter that was not sent.
  domain::InterestId Add(const std::string& email) {
    domain::Interest interest;
    interest.id = domain::InterestId::New(now);
    interest.create_time = now;
    interest.confirm_expire_time = now + domain::kConfirmationLife;
    store::InsertInterest(db, interest, email, email);
    store::InsertLetter(db, store::LetterKind::kConfirmation, interest.id.text(), interest.id, interest.confirm_expire_time, now);
    return interest.id;
  }
  int64_t count() { return db.Execute(kCount).front().Get<int64_t>("count"); }
};

TEST_CASE("letters that expire are ended around one that somebody holds") {
  Interested house;
  const domain::InterestId held = house.Add("amal@example.org");
  house.Add("ben@example.org");
  {
    postgres::Transaction transaction = house.other.Begin();
    transaction.Execute(kHoldLetter, held.text());
    CHECK(store::ExpireUnsent(house.db, house.now + domain::kConfirmationLife) == 1);
  }
  CHECK(store::ExpireUnsent(house.db, house.now + domain::kConfirmationLife) == 1);
}

TEST_CASE("what was not confirmed is removed around what somebody holds") {
  Interested house;
  const domain::InterestId held = house.Add("amal@example.org");
  house.Add("ben@example.org");
  {
    postgres::Transaction transaction = house.other.Begin();
    transaction.Execute(kHold, held);
    store::DeleteOldInterests(house.db, house.now + domain::kConfirmationLife, house.now);
    CHECK(house.count() == 1);
  }
  store::DeleteOldInterests(house.db, house.now + domain::kConfirmationLife, house.now);
  CHECK(house.count() == 0);
}

TEST_CASE("who is matched with runs while somebody holds them is matched again") {
  Interested house;
  const domain::InterestId held = house.Add("amal@example.org");
  const domain::InterestId other = house.Add("ben@example.org");
  for (const auto& id : {held, other}) store::SaveOpened(house.db, *store::LockInterest(house.db, id), house.now);
  {
    postgres::Transaction transaction = house.other.Begin();
    transaction.Execute(kHold, held);
    CHECK(store::MatchInterests(house.db) == 1);
    CHECK(store::MatchInterests(house.db) == 0);  // so that nobody goes round in circles meanwhile
  }
  CHECK(store::MatchInterests(house.db) == 1);
  CHECK(store::MatchInterests(house.db) == 0);
}

}  // namespace
}  // namespace parley::catalog

#include "catch2/catch.hpp"
#include "services/notifications/contacts.h"
#include "services/notifications/migrations.h"
#include "services/notifications/sql.h"
#include "services/notifications/store/deliveries.h"
#include "tests/support/database.h"
#include "tests/support/status_matchers.h"

namespace parley::notifications {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
const postgres::MigrationSet kSets[] = {Migrations()};

struct Fixture {
  test::Database database{"notifications", kSets};
  postgres::Connection db{database.options()};
  UserId user = UserId::New(kNow);

  domain::Delivery Queue(absl::Time now = kNow) {
    domain::Delivery delivery;
    delivery.id = domain::DeliveryId::New(now);
    delivery.kind = domain::Kind::kNotice;
    delivery.message_id = domain::MessageIdOf(delivery.id, "no-reply@example.org");
    delivery.user_id = user;
    delivery.cause_id = NewUuid(now);
    delivery.create_time = now;
    delivery.expire_time = now + absl::Hours(1);
    store::InsertDelivery(db, delivery);
    return delivery;
  }
};

TEST_CASE_METHOD(Fixture, "every statement of notifications prepares against the migrated schema") {
  for (const postgres::Statement& statement : sql::kAll) {
    CAPTURE(statement.name);
    REQUIRE_NOTHROW(db.ExecuteScript("PREPARE s AS " + std::string(statement.text) + "; DEALLOCATE s"));
  }
}

TEST_CASE_METHOD(Fixture, "a delivery has one sender at a time, until its lease ends") {
  const auto queued = Queue();
  const auto first = store::ClaimDelivery(db, kNow);
  REQUIRE(first);
  CHECK(first->id == queued.id);
  CHECK(first->attempt == 1);
  CHECK_FALSE(store::ClaimDelivery(db, kNow + domain::kLease - absl::Seconds(1)));
  const auto second = store::ClaimDelivery(db, kNow + domain::kLease);
  REQUIRE(second);
  CHECK(second->message_id == first->message_id);
  CHECK(second->attempt == 2);
  // Who lost the lease decides nothing any more, except that it was sent.
  store::Postpone(db, *first, "late", kNow);
  store::End(db, *first, domain::DeliveryState::kFailed, "late", kNow);
  CHECK_FALSE(store::ClaimDelivery(db, kNow + domain::kLease + absl::Seconds(1)));
  store::SetSent(db, first->id, kNow);
  CHECK_FALSE(store::ClaimDelivery(db, kNow + absl::Hours(24)));
}

TEST_CASE_METHOD(Fixture, "what was not sent yet waits, whether or not it was tried") {
  CHECK(store::GetBacklog(db).waiting == 0);
  CHECK_FALSE(store::GetBacklog(db).oldest_time);
  Queue();
  Queue(kNow + absl::Minutes(5));
  const auto first = store::ClaimDelivery(db, kNow);
  REQUIRE(first);
  CHECK(store::GetBacklog(db).waiting == 2);
  CHECK(store::GetBacklog(db).oldest_time == kNow);
  store::Postpone(db, *first, "not now", kNow + absl::Minutes(1));
  CHECK(store::GetBacklog(db).waiting == 2);
  store::SetSent(db, first->id, kNow);
  CHECK(store::GetBacklog(db).waiting == 1);
  CHECK(store::GetBacklog(db).oldest_time == kNow + absl::Minutes(5));
}

TEST_CASE_METHOD(Fixture, "sign-in links go before everything else") {
  Queue(kNow - absl::Minutes(5));
  domain::Delivery link;
  link.id = domain::DeliveryId::New(kNow);
  link.cause_id = NewUuid(kNow);
  link.message_id = "1@example.org";
  link.email = "a@example.org";
  link.sealed_url = "sealed";
  link.create_time = kNow;
  link.expire_time = kNow + absl::Minutes(15);
  store::InsertDelivery(db, link);
  const auto next = store::ClaimDelivery(db, kNow);
  REQUIRE(next);
  CHECK(next->kind == domain::Kind::kSignInLink);
  CHECK(next->email == "a@example.org");
  CHECK(next->sealed_url == "sealed");
}

TEST_CASE_METHOD(Fixture, "identity is asked once for a person, and again after they changed") {
  int asked = 0;
  const FetchContacts fetch = [&](const std::vector<UserId>& ids) -> absl::StatusOr<Contacts> {
    ++asked;
    return Contacts{{ids.front(), {"v" + std::to_string(asked) + "@example.org", "", "fr", "Europe/Paris"}}};
  };
  CHECK(LookUpContacts(db, fetch, {user}).known.at(user).email == "v1@example.org");
  CHECK(LookUpContacts(db, fetch, {user}).known.at(user).email == "v1@example.org");
  CHECK(LookUpContacts(db, fetch, {user}).known.at(user).time_zone == "Europe/Paris");
  CHECK(asked == 1);
  store::ForgetContact(db, user, 0);
  CHECK(LookUpContacts(db, fetch, {user}).known.at(user).email == "v2@example.org");
  CHECK(LookUpContacts(db, fetch, {user}).known.at(user).email == "v2@example.org");
}

TEST_CASE_METHOD(Fixture, "an answer that was under way while the person changed is not kept") {
  postgres::Connection follower(database.options());
  const FetchContacts overtaken = [&](const std::vector<UserId>& ids) -> absl::StatusOr<Contacts> {
    store::ForgetContact(follower, ids.front(), 0);
    return Contacts{{ids.front(), {"old@example.org", "", "en", ""}}};
  };
  LookUpContacts(db, overtaken, {user});
  CHECK(store::GetContacts(db, {user}).known.empty());
}

TEST_CASE_METHOD(Fixture, "people identity does not know are left out; when it can't be asked, that is said") {
  const FetchContacts nobody = [](const std::vector<UserId>&) -> absl::StatusOr<Contacts> { return Contacts{}; };
  const auto unknown = LookUpContacts(db, nobody, {user});
  CHECK_THAT(unknown.status, test::IsOk());
  CHECK(unknown.known.empty());
  const FetchContacts away = [](const std::vector<UserId>&) -> absl::StatusOr<Contacts> { return absl::UnavailableError("away"); };
  CHECK_THAT(LookUpContacts(db, away, {user}).status, test::HasCode(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace parley::notifications

// What is swept in no order waits for nobody.

#include "catch2/catch.hpp"
#include "libs/events/migrations.h"
#include "services/identity/migrations.h"
#include "services/identity/store/invitations.h"
#include "services/identity/store/revocations.h"
#include "services/identity/store/sessions.h"
#include "services/identity/store/sign_ins.h"
#include "services/identity/store/users.h"
#include "services/identity/upkeep.h"
#include "tests/support/database.h"

namespace parley::identity {
namespace {

constexpr postgres::Statement kHoldSignIn{"TestHoldSignIn", "SELECT 1 FROM sign_ins ORDER BY sign_in_id LIMIT 1 FOR UPDATE"};
constexpr postgres::Statement kHoldInvitation{"TestHoldInvitation", "SELECT 1 FROM invitations ORDER BY invitation_id LIMIT 1 FOR UPDATE"};
constexpr postgres::Statement kHoldRevocation{"TestHoldRevocation", "SELECT 1 FROM revocations ORDER BY subject_id LIMIT 1 FOR UPDATE"};
constexpr postgres::Statement kCounts{
    "TestCounts",
    "SELECT (SELECT count(*) FROM sign_ins) AS sign_ins, (SELECT count(*) FROM invitations) AS invitations,"
    " (SELECT count(*) FROM refresh_tokens) AS tokens, (SELECT count(*) FROM sessions) AS sessions,"
    " (SELECT count(*) FROM revocations) AS revocations"};

// Two of everything that comes to an end, and it has.
struct Old {
  const absl::Time now = absl::FromUnixSeconds(1'900'000'000);
  const absl::Time later = now + absl::Hours(24 * 365);
  const postgres::MigrationSet sets[2] = {events::Migrations(), Migrations()};
  const test::Database database{"identity", sets};
  postgres::Connection db{database.options()};
  postgres::Connection other{database.options()};

  Old() {
    for (const std::string name : {"amal", "ben"}) {
      const Email email = *ParseEmail(name + "@example.org");
      const domain::User user = store::GetOrCreateUser(db, email, {"en", "UTC"}, now);
      store::InsertSignIn(db, {domain::SignInId::New(now), email.text, "en", "UTC", "", now, {}}, email, now);
      const domain::InvitationId invitation = domain::InvitationId::New(now);
      store::InsertInvitation(db, {invitation, email.text, auth::Role::kOperator, {}, "en", domain::InvitationState::kOpen, now, now},
                              email, {});
      const SessionId session = SessionId::New(now);
      store::InsertSession(db, session, user.id, now, now);
      store::AddRefreshToken(db, session, name, now, now);
      store::PutRevocation(db, user.id.text(), 1, now);
    }
  }
  int64_t Left(const char* what) { return db.Execute(kCounts).front().Get<int64_t>(what); }
};

TEST_CASE("what is old is removed around what somebody holds, and that the next time") {
  Old house;
  {
    postgres::Transaction holder = house.other.Begin();
    for (const auto& hold : {kHoldSignIn, kHoldInvitation, kHoldRevocation}) holder.Execute(hold);
    REQUIRE(store::GetRefreshTokenForUpdate(holder, "amal"));  // and its session
    RemoveOld(house.db, house.later);
    for (const char* what : {"sign_ins", "invitations", "tokens", "sessions", "revocations"}) {
      INFO(what);
      CHECK(house.Left(what) == 1);
    }
  }
  RemoveOld(house.db, house.later);
  for (const char* what : {"sign_ins", "invitations", "tokens", "sessions", "revocations"}) {
    INFO(what);
    CHECK(house.Left(what) == 0);
  }
}

TEST_CASE("links and invitations that expire unsent are ended around one that somebody holds") {
  Old house;
  {
    postgres::Transaction holder = house.other.Begin();
    for (const auto& hold : {kHoldSignIn, kHoldInvitation}) holder.Execute(hold);
    CHECK(store::ExpireUnsent(house.db, house.later) == 1);
    CHECK(store::ExpireUnsentInvitations(house.db, house.later) == 1);
  }
  CHECK(store::ExpireUnsent(house.db, house.later) == 1);
  CHECK(store::ExpireUnsentInvitations(house.db, house.later) == 1);
}

}  // namespace
}  // namespace parley::identity

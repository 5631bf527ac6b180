// PostgreSQL's standby takes over under a service that runs.

#include <future>

#include "catch2/catch.hpp"
#include "tests/service/identity/granting.h"
#include "tests/service/identity/house.h"
#include "tests/support/deadlocks.h"
#include "tests/support/eventually.h"
#include "tests/support/postgres_pair.h"
#include "tests/support/status_matchers.h"

namespace parley::identity {
namespace {

using test::Eventually;
using test::HasCode;
using test::IsOk;

constexpr postgres::Statement kHold{"TestHold", "SELECT 1 FROM users WHERE user_id = $1 FOR UPDATE"};

// Calls GrantRole, and has the primary die while it is at work.
absl::Status DieDuring(test::PostgresPair& servers, House& house, const v1::GrantRoleRequest& request, const std::string& user_id,
                       const std::string& bearer) {
  postgres::Connection other(house.database());
  postgres::Connection watch(house.database());
  postgres::Transaction holder = other.Begin();
  holder.Execute(kHold, user_id);
  auto call = std::async(std::launch::async, [&] {
    v1::GrantRoleResponse response;
    return house.Call("GrantRole", request, response, bearer);
  });
  REQUIRE(test::AwaitWaiter(watch, holder));
  servers.Kill();
  return call.get();
}

TEST_CASE("when the standby takes over, a service goes on: what was answered is so, what was not is done once when it is asked again") {
  test::PostgresPair servers;
  House house;
  const std::string office = house.Operator();
  const v1::Session amal = house.SignIn("amal@example.org");
  v1::RefreshSessionRequest refresh;
  v1::Session refreshed;
  refresh.set_refresh_token(amal.refresh_token());
  refresh.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("RefreshSession", refresh, refreshed), IsOk());
  REQUIRE(house.CountEvents("RoleGranted") == 1);  // the operator's

  const auto grant = Of<v1::GrantRoleRequest>("amal@example.org", api::v1::ROLE_SAFEGUARDING_OFFICER, "");
  CHECK_THAT(DieDuring(servers, house, grant, amal.user().user_id(), office), HasCode(absl::StatusCode::kUnavailable));
  servers.Promote();
  v1::GrantRoleResponse granted;
  REQUIRE(Eventually([&] { return house.Call("GrantRole", grant, granted, office).ok(); }));
  CHECK(house.CountEvents("RoleGranted") == 2);  // the relay goes on

  // A refresh token that is used again, but by a repeat, ends the session.
  v1::Session again;
  REQUIRE_THAT(house.Call("RefreshSession", refresh, again), IsOk());
  CHECK(again.refresh_token() == refreshed.refresh_token());
  v1::User me;
  REQUIRE_THAT(house.Call("GetMe", v1::GetMeRequest(), me, refreshed.access_token()), IsOk());
  CHECK(me.roles_size() == 1);
}

TEST_CASE("a link that waits to be mailed is mailed after the standby took over") {
  test::PostgresPair servers;
  House house;
  house.notifications().AnswerWith(grpc::StatusCode::UNAVAILABLE);
  v1::RequestSignInRequest request;
  v1::SignIn response;
  request.set_email("amal@example.org");
  request.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("RequestSignIn", request, response), IsOk());
  REQUIRE(Eventually([&] { return house.notifications().call_count() > 0; }));
  servers.Kill();
  servers.Promote();
  house.notifications().AnswerWith(grpc::StatusCode::OK);
  house.clock().Advance(absl::Minutes(1));  // beyond when it is tried again
  CHECK(Eventually([&] { return house.notifications().taken_count() == 1; }));
}

}  // namespace
}  // namespace parley::identity

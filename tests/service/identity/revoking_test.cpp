#include <thread>

#include "catch2/catch.hpp"
#include "parley/identity/v1/events.pb.h"
#include "tests/service/identity/granting.h"
#include "tests/service/identity/house.h"
#include "tests/service/identity/inviting.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::identity {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

absl::Status Revoke(House& house, const std::string& bearer, const std::string& email, api::v1::Role role,
                    const std::string& partner_id = "") {
  v1::RevokeRoleResponse response;
  return house.Call("RevokeRole", Of<v1::RevokeRoleRequest>(email, role, partner_id), response, bearer);
}

v1::Session Refreshed(House& house, const v1::Session& session) {
  v1::RefreshSessionRequest request;
  v1::Session refreshed;
  request.set_refresh_token(session.refresh_token());
  request.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("RefreshSession", request, refreshed), IsOk());
  return refreshed;
}

bool IsStale(House& house, const std::string& token) {
  v1::User user;
  const absl::Status status = house.Call("GetMe", v1::GetMeRequest(), user, token);
  return HasCode(absl::StatusCode::kUnauthenticated).match(status) && HasReason("TOKEN_STALE").match(status);
}

TEST_CASE("a role that is taken away is gone: old tokens are refused, and the session goes on without it") {
  House house;
  REQUIRE_THAT(Grant(house, "amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  REQUIRE_THAT(Grant(house, "amal@example.org", api::v1::ROLE_SAFEGUARDING_OFFICER), IsOk());
  const v1::Session amal = house.SignIn("amal@example.org");
  const v1::Session bilal = house.SignIn("bilal@example.org");
  CHECK(amal.user().roles_size() == 2);
  REQUIRE_THAT(Revoke(house, house.Operator(), "AMAL@example.org", api::v1::ROLE_FACILITATOR, kPartner), IsOk());

  CHECK(house.Revocations() == auth::Revocations{{amal.user().user_id(), 1}});
  CHECK(Eventually([&] { return IsStale(house, amal.access_token()); }));
  v1::User me;
  CHECK_THAT(house.Call("GetMe", v1::GetMeRequest(), me, bilal.access_token()), IsOk());
  const v1::Session after = Refreshed(house, amal);
  REQUIRE(after.user().roles_size() == 1);
  CHECK(after.user().roles(0) == api::v1::ROLE_SAFEGUARDING_OFFICER);
  CHECK_THAT(house.Call("GetMe", v1::GetMeRequest(), me, after.access_token()), IsOk());
  CHECK(house.Verify(after.access_token())->user->version == 1);

  REQUIRE(Eventually([&] { return house.CountEvents("RoleRevoked") == 1; }));
  v1::RoleRevoked event;
  for (const auto& each : house.Events()) {
    if (each.type() == "parley.identity.v1.RoleRevoked") event.ParseFromString(each.payload());
  }
  CHECK(event.user_id() == amal.user().user_id());
  CHECK(event.role() == api::v1::ROLE_FACILITATOR);
  CHECK(event.partner_id() == kPartner);
  // Nobody is told of it longer than such tokens live.
  house.clock().Advance(absl::Minutes(11));
  CHECK(house.Revocations().empty());
}

TEST_CASE("revoking what is not held changes nothing") {
  House house;
  REQUIRE_THAT(Grant(house, "amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  for (int i = 0; i < 2; ++i) {
    CHECK_THAT(Revoke(house, house.Operator(), "amal@example.org", api::v1::ROLE_FACILITATOR, kOther), IsOk());
    CHECK_THAT(Revoke(house, house.Operator(), "amal@example.org", api::v1::ROLE_FACILITATOR), IsOk());
    CHECK_THAT(Revoke(house, house.Operator(), "nobody@example.org", api::v1::ROLE_OPERATOR), IsOk());
  }
  CHECK(house.Revocations().empty());
  CHECK(house.SignIn("amal@example.org").user().roles_size() == 1);
  REQUIRE_THAT(Revoke(house, house.Operator(), "amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  REQUIRE_THAT(Revoke(house, house.Operator(), "amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  CHECK(house.Revocations().begin()->second == 1);
  CHECK(Eventually([&] { return house.CountEvents("RoleRevoked") == 1; }));
}

TEST_CASE("a coordinator takes the role of their own partner's facilitators, and no other") {
  House house;
  const std::string coordinator = house.Coordinator("coordinator@uni.example", kPartner);
  REQUIRE_THAT(Grant(house, "amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  REQUIRE_THAT(Grant(house, "amal@example.org", api::v1::ROLE_FACILITATOR, kOther), IsOk());
  REQUIRE_THAT(Grant(house, "amal@example.org", api::v1::ROLE_FACILITATOR), IsOk());
  REQUIRE_THAT(Grant(house, "second@uni.example", api::v1::ROLE_COORDINATOR, kPartner), IsOk());
  const auto revoke = [&](const std::string& email, api::v1::Role role, const std::string& partner_id) {
    return Revoke(house, coordinator, email, role, partner_id);
  };
  CHECK_THAT(revoke("amal@example.org", api::v1::ROLE_FACILITATOR, kOther), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(revoke("second@uni.example", api::v1::ROLE_COORDINATOR, kOther), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(revoke("amal@example.org", api::v1::ROLE_FACILITATOR, ""), HasReason("OPERATOR_REQUIRED"));
  CHECK_THAT(revoke("second@uni.example", api::v1::ROLE_COORDINATOR, kPartner), HasReason("OPERATOR_REQUIRED"));
  CHECK_THAT(revoke(kOperatorEmail, api::v1::ROLE_OPERATOR, ""), HasReason("OPERATOR_REQUIRED"));
  CHECK(house.Revocations().empty());
  REQUIRE_THAT(revoke("amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  CHECK(house.Revocations().size() == 1);
  CHECK_THAT(Revoke(house, house.SignIn("mallory@example.org").access_token(), "amal@example.org", api::v1::ROLE_FACILITATOR, kOther),
             HasReason("ROLE_REQUIRED"));
}

TEST_CASE("a coordinator whose role was taken away has no say any more, whatever their token says") {
  House house;
  const std::string coordinator = house.Coordinator("coordinator@uni.example", kPartner);
  REQUIRE_THAT(Revoke(house, house.Operator(), "coordinator@uni.example", api::v1::ROLE_COORDINATOR, kPartner), IsOk());
  v1::ListInvitationsRequest list;
  v1::ListInvitationsResponse listed;
  list.set_partner_id(kPartner);
  const absl::Status status = house.Call("ListInvitations", list, listed, coordinator);
  CHECK((HasCode(absl::StatusCode::kNotFound).match(status) || HasReason("TOKEN_STALE").match(status)));
}

TEST_CASE("an invitation that was accepted once does not bring back a role that was taken away") {
  House house;
  const std::string coordinator = house.Coordinator("coordinator@uni.example", kPartner);
  const auto invite = Invite("amal@example.org", api::v1::ROLE_FACILITATOR, kPartner);
  const std::string token = house.InvitationToken(Invited(house, invite, coordinator).invitation_id());
  v1::Invitation accepted;
  REQUIRE_THAT(house.Call("AcceptInvitation", Accept(token), accepted, house.SignIn("amal@example.org").access_token()), IsOk());
  const v1::Session amal = house.SignIn("amal@example.org");
  REQUIRE(amal.user().roles_size() == 1);
  REQUIRE_THAT(Revoke(house, coordinator, "amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  const v1::Session after = Refreshed(house, amal);
  REQUIRE_THAT(house.Call("AcceptInvitation", Accept(token), accepted, after.access_token()), IsOk());
  CHECK(Refreshed(house, after).user().roles().empty());
}

TEST_CASE("no token with a role gets past its revocation, however close they come") {
  House house;
  for (int round = 0; round < 10; ++round) {
    const std::string email = std::to_string(round) + "@example.org";
    REQUIRE_THAT(Grant(house, email, api::v1::ROLE_FACILITATOR, kPartner), IsOk());
    const v1::Session session = house.SignIn(email);
    const std::string link = house.MailedToken(email);
    const std::string bearer = house.Operator();
    absl::Status revoked;
    v1::Session signed_in;
    std::thread revoking([&] { revoked = Revoke(house, bearer, email, api::v1::ROLE_FACILITATOR, kPartner); });
    std::thread signing_in([&] {
      v1::CompleteSignInRequest request;
      request.set_token(link);
      request.set_request_id(Fresh());
      house.Call("CompleteSignIn", request, signed_in).IgnoreError();
    });
    v1::Session refreshed = Refreshed(house, session);
    revoking.join();
    signing_in.join();
    REQUIRE_THAT(revoked, IsOk());
    const int64_t least = house.Revocations().at(session.user().user_id());
    for (const auto* each : {&refreshed, &signed_in}) {
      const auto read = house.Verify(each->access_token());
      REQUIRE(read.ok());
      CHECK(read->user->roles.empty() == (read->user->version >= least));
    }
  }
}

TEST_CASE("revoking with bad input names the field, and only services ask what is stale") {
  House house;
  const std::string bearer = house.Operator();
  CHECK_THAT(Revoke(house, bearer, "", api::v1::ROLE_OPERATOR), NamesField("email"));
  CHECK_THAT(Revoke(house, bearer, std::string(100'000, 'a'), api::v1::ROLE_OPERATOR), NamesField("email"));
  CHECK_THAT(Revoke(house, bearer, "a@b.org", api::v1::ROLE_UNSPECIFIED), NamesField("role"));
  CHECK_THAT(Revoke(house, bearer, "a@b.org", static_cast<api::v1::Role>(77)), NamesField("role"));
  CHECK_THAT(Revoke(house, bearer, "a@b.org", api::v1::ROLE_COORDINATOR), NamesField("partner_id"));
  CHECK_THAT(Revoke(house, bearer, "a@b.org", api::v1::ROLE_FACILITATOR, "x"), NamesField("partner_id"));
  CHECK_THAT(Revoke(house, bearer, "a@b.org", api::v1::ROLE_OPERATOR, kPartner), NamesField("partner_id"));
  v1::RevokeRoleResponse response;
  auto request = Of<v1::RevokeRoleRequest>("a@b.org", api::v1::ROLE_OPERATOR, "");
  request.clear_request_id();
  CHECK_THAT(house.Call("RevokeRole", request, response, bearer), NamesField("request_id"));
  v1::ListRevocationsResponse listed;
  CHECK_THAT(house.CallAs("identity", "ListRevocations", v1::ListRevocationsRequest(), listed), HasReason("SERVICE_NOT_ALLOWED"));
  for (const char* service : {"partners", "catalog", "scheduling", "exchange", "moderation", "notifications", "gateway"}) {
    CHECK(house.Revocations(service).empty());
  }
}

}  // namespace
}  // namespace parley::identity

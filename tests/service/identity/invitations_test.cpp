#include "catch2/catch.hpp"
#include "parley/identity/v1/events.pb.h"
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

constexpr char kPartner[] = "01900000-0000-7000-8000-00000000aaaa";
constexpr char kOther[] = "01900000-0000-7000-8000-00000000bbbb";

v1::RoleGranted LastGrant(House& house) {
  v1::RoleGranted last;
  for (const auto& event : house.Events()) {
    if (event.type() == "parley.identity.v1.RoleGranted") last.ParseFromString(event.payload());
  }
  return last;
}

TEST_CASE("a coordinator invites a facilitator by mail, who accepts and is one from the next token on") {
  House house;
  const std::string coordinator = house.Coordinator("coordinator@uni.example", kPartner);
  auto request = Invite("Amal@Example.org", api::v1::ROLE_FACILITATOR, kPartner);
  request.set_locale("ar");
  const v1::Invitation invitation = Invited(house, request, coordinator);
  CHECK(invitation.state() == v1::Invitation::STATE_OPEN);
  CHECK(invitation.email() == "Amal@Example.org");
  CHECK(invitation.partner_id() == kPartner);

  const std::string token = house.InvitationToken(invitation.invitation_id());
  const auto mailed = *house.notifications().FindInvitation(invitation.invitation_id());
  CHECK(mailed.email() == "Amal@Example.org");
  CHECK(mailed.locale() == "ar");
  CHECK(mailed.role() == api::v1::ROLE_FACILITATOR);
  CHECK(mailed.url() == "https://parley.example/invitations/accept#" + token);
  CHECK(mailed.expire_time().seconds() == invitation.expire_time().seconds());

  const v1::Session amal = house.SignIn("amal@example.org");
  CHECK(amal.user().roles().empty());
  const int grants = house.CountEvents("RoleGranted");
  v1::Invitation accepted;
  REQUIRE_THAT(house.Call("AcceptInvitation", Accept(token), accepted, amal.access_token()), IsOk());
  CHECK(accepted.state() == v1::Invitation::STATE_ACCEPTED);
  REQUIRE(Eventually([&] { return house.CountEvents("RoleGranted") == grants + 1; }));
  const v1::RoleGranted granted = LastGrant(house);
  CHECK(granted.user_id() == amal.user().user_id());
  CHECK(granted.role() == api::v1::ROLE_FACILITATOR);
  CHECK(granted.partner_id() == kPartner);

  v1::RefreshSessionRequest refresh;
  v1::Session session;
  refresh.set_refresh_token(amal.refresh_token());
  refresh.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("RefreshSession", refresh, session), IsOk());
  REQUIRE(session.user().roles_size() == 1);
  CHECK(session.user().roles(0) == api::v1::ROLE_FACILITATOR);

  REQUIRE_THAT(house.Call("AcceptInvitation", Accept(token), accepted, amal.access_token()), IsOk());
  CHECK_THAT(house.Call("InviteUser", Invite("amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), accepted, coordinator),
             HasReason("ROLE_HELD"));
  CHECK(house.CountEvents("RoleGranted") == grants + 1);
}

TEST_CASE("an invitation for another, or a token that is none, is not accepted") {
  House house;
  const v1::Invitation invitation = Invited(house, Invite("amal@example.org", api::v1::ROLE_OPERATOR), house.Operator());
  const std::string token = house.InvitationToken(invitation.invitation_id());
  const v1::Session mallory = house.SignIn("mallory@example.org");
  v1::Invitation response;
  CHECK_THAT(house.Call("AcceptInvitation", Accept(token), response, mallory.access_token()),
             HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("INVITATION_FOR_ANOTHER"));
  const std::string of_sign_in = house.MailedToken("mallory@example.org");
  for (const std::string& wrong : {std::string(), std::string("x"), token + "A", std::string(100'000, 'A'), of_sign_in}) {
    CHECK_THAT(house.Call("AcceptInvitation", Accept(wrong), response, mallory.access_token()), NamesField("token"));
  }
  auto request = Accept(token);
  request.clear_request_id();
  CHECK_THAT(house.Call("AcceptInvitation", request, response, mallory.access_token()), NamesField("request_id"));
  CHECK(house.SignIn("mallory@example.org").user().roles().empty());
}

TEST_CASE("an invitation that was taken back or has expired is not accepted") {
  House house;
  const std::string coordinator = house.Coordinator("coordinator@uni.example", kPartner);
  const v1::Invitation revoked = Invited(house, Invite("amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), coordinator);
  const std::string revoked_token = house.InvitationToken(revoked.invitation_id());
  v1::Invitation response;
  REQUIRE_THAT(house.Call("RevokeInvitation", Revoke(revoked.invitation_id()), response, coordinator), IsOk());
  CHECK(response.state() == v1::Invitation::STATE_REVOKED);
  REQUIRE_THAT(house.Call("RevokeInvitation", Revoke(revoked.invitation_id()), response, coordinator), IsOk());
  std::string amal = house.SignIn("amal@example.org").access_token();
  CHECK_THAT(house.Call("AcceptInvitation", Accept(revoked_token), response, amal), HasReason("INVITATION_REVOKED"));

  const v1::Invitation late = Invited(house, Invite("amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), coordinator);
  const std::string late_token = house.InvitationToken(late.invitation_id());
  house.clock().Advance(absl::Hours(24 * 14));
  amal = house.SignIn("amal@example.org").access_token();
  CHECK_THAT(house.Call("AcceptInvitation", Accept(late_token), response, amal), HasReason("INVITATION_EXPIRED"));
  const std::string again = house.SignIn("coordinator@uni.example").access_token();
  CHECK_THAT(house.Call("RevokeInvitation", Revoke(late.invitation_id()), response, again), HasReason("INVITATION_EXPIRED"));
  const v1::Invitation anew = Invited(house, Invite("amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), again);
  CHECK(anew.invitation_id() != late.invitation_id());
  REQUIRE_THAT(house.Call("AcceptInvitation", Accept(house.InvitationToken(anew.invitation_id())), response, amal), IsOk());
  CHECK_THAT(house.Call("RevokeInvitation", Revoke(anew.invitation_id()), response, again), HasReason("INVITATION_ACCEPTED"));
}

TEST_CASE("a foreign invitation is not found") {
  House house;
  const std::string owner = house.Coordinator("owner@uni.example", kPartner);
  const std::string foreign = house.Coordinator("foreign@other.example", kOther);
  const v1::Invitation invitation = Invited(house, Invite("amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), owner);
  const v1::Invitation of_operator = Invited(house, Invite("amal@example.org", api::v1::ROLE_OPERATOR), house.Operator());
  v1::Invitation response;
  for (const std::string& id : {invitation.invitation_id(), of_operator.invitation_id(), Fresh()}) {
    CHECK_THAT(house.Call("RevokeInvitation", Revoke(id), response, foreign), HasCode(absl::StatusCode::kNotFound));
  }
  CHECK_THAT(house.Call("RevokeInvitation", Revoke("x"), response, foreign), NamesField("invitation_id"));
  v1::ListInvitationsRequest list;
  v1::ListInvitationsResponse listed;
  list.set_partner_id(kPartner);
  CHECK_THAT(house.Call("ListInvitations", list, listed, foreign), HasCode(absl::StatusCode::kNotFound));
  list.clear_partner_id();
  CHECK_THAT(house.Call("ListInvitations", list, listed, foreign), NamesField("partner_id"));
  CHECK_THAT(house.Call("RevokeInvitation", Revoke(invitation.invitation_id()), response, house.Operator()), IsOk());
}

TEST_CASE("a partner's invitations are listed by pages, newest first, each as it is now") {
  House house;
  const std::string coordinator = house.Coordinator("coordinator@uni.example", kPartner);
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    house.clock().Advance(absl::Seconds(1));
    const auto request = Invite("p" + std::to_string(i) + "@example.org", api::v1::ROLE_FACILITATOR, kPartner);
    ids.insert(ids.begin(), Invited(house, request, coordinator).invitation_id());
  }
  Invited(house, Invite("x@example.org", api::v1::ROLE_OPERATOR), house.Operator());

  std::vector<std::string> seen;
  v1::ListInvitationsRequest list;
  list.set_partner_id(kPartner);
  list.set_page_size(2);
  std::string token_of_first;
  do {
    v1::ListInvitationsResponse page;
    REQUIRE_THAT(house.Call("ListInvitations", list, page, coordinator), IsOk());
    CHECK(page.invitations_size() <= 2);
    for (const auto& invitation : page.invitations()) seen.push_back(invitation.invitation_id());
    if (token_of_first.empty()) token_of_first = page.next_page_token();
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  CHECK(seen == ids);

  v1::ListInvitationsResponse page;
  list.set_page_size(101);
  CHECK_THAT(house.Call("ListInvitations", list, page, coordinator), NamesField("page_size"));
  list.set_page_size(0);
  list.set_page_token("x");
  CHECK_THAT(house.Call("ListInvitations", list, page, coordinator), NamesField("page_token"));
  list.clear_partner_id();
  list.set_page_token(token_of_first);
  CHECK_THAT(house.Call("ListInvitations", list, page, house.Operator()), NamesField("page_token"));
  list.set_page_token("");
  REQUIRE_THAT(house.Call("ListInvitations", list, page, house.Operator()), IsOk());
  CHECK(page.invitations_size() == 1);

  house.clock().Advance(absl::Hours(24 * 15));
  list.set_partner_id(kPartner);
  REQUIRE_THAT(house.Call("ListInvitations", list, page, house.Operator()), IsOk());
  REQUIRE(page.invitations_size() == 5);
  CHECK(page.invitations(0).state() == v1::Invitation::STATE_EXPIRED);
}

}  // namespace
}  // namespace parley::identity

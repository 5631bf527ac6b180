#include <thread>

#include "catch2/catch.hpp"
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

TEST_CASE("an invited coordinator coordinates that partner and no other") {
  House house;
  const std::string first = house.Coordinator("first@uni.example", kPartner);
  const v1::Invitation invitation = Invited(house, Invite("second@uni.example", api::v1::ROLE_COORDINATOR, kPartner), first);
  v1::Invitation accepted, response;
  REQUIRE_THAT(house.Call("AcceptInvitation", Accept(house.InvitationToken(invitation.invitation_id())), accepted,
                          house.SignIn("second@uni.example").access_token()),
               IsOk());
  const std::string second = house.SignIn("second@uni.example").access_token();
  CHECK_THAT(house.Call("InviteUser", Invite("c@uni.example", api::v1::ROLE_FACILITATOR, kPartner), response, second), IsOk());
  for (const auto role : {api::v1::ROLE_FACILITATOR, api::v1::ROLE_COORDINATOR}) {
    CHECK_THAT(house.Call("InviteUser", Invite("c@uni.example", role, kOther), response, second), HasCode(absl::StatusCode::kNotFound));
  }
  for (const auto role : {api::v1::ROLE_OPERATOR, api::v1::ROLE_SAFEGUARDING_OFFICER}) {
    CHECK_THAT(house.Call("InviteUser", Invite("c@uni.example", role), response, second), HasReason("OPERATOR_REQUIRED"));
  }
}

TEST_CASE("an operator invites officers, operators and facilitators, and no coordinators") {
  House house;
  const std::string bearer = house.Operator();
  v1::Invitation response;
  Invited(house, Invite("a@b.org", api::v1::ROLE_SAFEGUARDING_OFFICER), bearer);
  Invited(house, Invite("a@b.org", api::v1::ROLE_OPERATOR), bearer);
  Invited(house, Invite("a@b.org", api::v1::ROLE_FACILITATOR, kPartner), bearer);
  CHECK_THAT(house.Call("InviteUser", Invite("a@b.org", api::v1::ROLE_COORDINATOR, kPartner), response, bearer),
             HasCode(absl::StatusCode::kNotFound));
}

TEST_CASE("inviting with bad input names the field and mails nothing") {
  House house;
  const std::string bearer = house.Operator();
  v1::Invitation response;
  const auto refused = [&](const v1::InviteUserRequest& request, const char* field) {
    CHECK_THAT(house.Call("InviteUser", request, response, bearer), NamesField(field));
  };
  refused(Invite("", api::v1::ROLE_OPERATOR), "email");
  refused(Invite("a@b\r\nBcc: c@d", api::v1::ROLE_OPERATOR), "email");
  refused(Invite(std::string(100'000, 'a') + "@b.org", api::v1::ROLE_OPERATOR), "email");
  refused(Invite("a@b.org", api::v1::ROLE_UNSPECIFIED), "role");
  refused(Invite("a@b.org", static_cast<api::v1::Role>(77)), "role");
  refused(Invite("a@b.org", api::v1::ROLE_OPERATOR, kPartner), "partner_id");
  refused(Invite("a@b.org", api::v1::ROLE_FACILITATOR), "partner_id");
  refused(Invite("a@b.org", api::v1::ROLE_FACILITATOR, "' OR 1=1"), "partner_id");
  auto request = Invite("a@b.org", api::v1::ROLE_OPERATOR);
  request.set_locale("de");
  refused(request, "locale");
  request = Invite("a@b.org", api::v1::ROLE_OPERATOR);
  request.clear_request_id();
  refused(request, "request_id");
  house.MailedToken("bilal@example.org");
  CHECK(house.notifications().invitation_count() == 0);
}

TEST_CASE("who is neither coordinator nor operator invites, lists and revokes nothing") {
  House house;
  const std::string bearer = house.SignIn("amal@example.org").access_token();
  v1::Invitation response;
  v1::ListInvitationsRequest list;
  v1::ListInvitationsResponse listed;
  list.set_partner_id(kPartner);
  CHECK_THAT(house.Call("InviteUser", Invite("a@b.org", api::v1::ROLE_FACILITATOR, kPartner), response, bearer),
             HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.Call("ListInvitations", list, listed, bearer), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.Call("RevokeInvitation", Revoke(Fresh()), response, bearer), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.Call("InviteUser", Invite("a@b.org", api::v1::ROLE_OPERATOR), response), HasReason("SIGN_IN_REQUIRED"));
  CHECK_THAT(house.Call("AcceptInvitation", Accept("x"), response), HasReason("SIGN_IN_REQUIRED"));
}

TEST_CASE("whoever is being asked already is not mailed again, and an address gets five a day") {
  House house;
  const std::string bearer = house.Operator();
  const v1::Invitation first = Invited(house, Invite("a@b.org", api::v1::ROLE_OPERATOR), bearer);
  const v1::Invitation again = Invited(house, Invite("A@B.ORG", api::v1::ROLE_OPERATOR), bearer);
  CHECK(again.invitation_id() == first.invitation_id());
  v1::Invitation response;
  for (int i = 0; i < 4; ++i) {
    REQUIRE_THAT(house.Call("RevokeInvitation", Revoke(Invited(house, Invite("a@b.org", api::v1::ROLE_OPERATOR), bearer).invitation_id()),
                            response, bearer),
                 IsOk());
  }
  Invited(house, Invite("a@b.org", api::v1::ROLE_OPERATOR), bearer);
  CHECK_THAT(house.Call("InviteUser", Invite("a@b.org", api::v1::ROLE_SAFEGUARDING_OFFICER), response, bearer),
             HasReason("TOO_MANY_INVITATIONS"));
  CHECK_THAT(house.Call("InviteUser", Invite("other@b.org", api::v1::ROLE_SAFEGUARDING_OFFICER), response, bearer), IsOk());
}

TEST_CASE("many who invite the same person at once invite them once") {
  House house;
  const std::string bearer = house.Operator();
  std::vector<std::thread> threads;
  std::vector<v1::Invitation> answers(8);
  std::vector<absl::Status> statuses(8);
  for (size_t i = 0; i < answers.size(); ++i) {
    threads.emplace_back([&, i] { statuses[i] = house.Call("InviteUser", Invite("a@b.org", api::v1::ROLE_OPERATOR), answers[i], bearer); });
  }
  for (std::thread& thread : threads) thread.join();
  for (size_t i = 0; i < answers.size(); ++i) {
    REQUIRE_THAT(statuses[i], IsOk());
    CHECK(answers[i].invitation_id() == answers[0].invitation_id());
  }
}

TEST_CASE("an invitation waits for notifications, is mailed once, and not at all when taken back before") {
  House house;
  const std::string bearer = house.Operator();
  house.notifications().AnswerWith(grpc::StatusCode::UNAVAILABLE);
  const int calls = house.notifications().call_count();
  const v1::Invitation kept = Invited(house, Invite("a@b.org", api::v1::ROLE_OPERATOR), bearer);
  const v1::Invitation taken_back = Invited(house, Invite("c@d.org", api::v1::ROLE_OPERATOR), bearer);
  REQUIRE(Eventually([&] { return house.notifications().call_count() >= calls + 2; }));
  v1::Invitation response;
  REQUIRE_THAT(house.Call("RevokeInvitation", Revoke(taken_back.invitation_id()), response, bearer), IsOk());
  house.Restart();
  house.notifications().AnswerWith(grpc::StatusCode::OK);
  house.clock().Advance(absl::Seconds(30));
  house.InvitationToken(kept.invitation_id());
  // Links go in order: once this one is out, there is none before it.
  house.clock().Advance(absl::Minutes(1));
  house.InvitationToken(Invited(house, Invite("e@f.org", api::v1::ROLE_OPERATOR), bearer).invitation_id());
  CHECK(house.notifications().invitation_count() == 2);
  CHECK_FALSE(house.notifications().FindInvitation(taken_back.invitation_id()));
}

TEST_CASE("partners has a coordinator appointed, once, and nobody else may ask for it") {
  House house;
  v1::AppointCoordinatorRequest request;
  v1::AppointCoordinatorResponse response;
  request.set_email("contact@uni.example");
  request.set_partner_id(kPartner);
  request.set_locale("fr");
  request.set_request_id(Fresh());
  for (const char* service : {"gateway", "catalog"}) {
    CHECK_THAT(house.CallAs(service, "AppointCoordinator", request, response), HasReason("SERVICE_NOT_ALLOWED"));
  }
  REQUIRE_THAT(house.CallAs("partners", "AppointCoordinator", request, response), IsOk());
  REQUIRE_THAT(house.CallAs("partners", "AppointCoordinator", request, response), IsOk());
  REQUIRE(Eventually([&] { return house.notifications().invitation_count() == 1; }));

  v1::ListInvitationsRequest list;
  v1::ListInvitationsResponse listed;
  list.set_partner_id(kPartner);
  REQUIRE_THAT(house.Call("ListInvitations", list, listed, house.Operator()), IsOk());
  REQUIRE(listed.invitations_size() == 1);
  CHECK(listed.invitations(0).locale() == "fr");
  v1::Invitation accepted;
  REQUIRE_THAT(house.Call("AcceptInvitation", Accept(house.InvitationToken(listed.invitations(0).invitation_id())), accepted,
                          house.SignIn("contact@uni.example").access_token()),
               IsOk());
  CHECK(house.SignIn("contact@uni.example").user().roles(0) == api::v1::ROLE_COORDINATOR);

  request.set_request_id(Fresh());
  REQUIRE_THAT(house.CallAs("partners", "AppointCoordinator", request, response), IsOk());
  house.InvitationToken(Invited(house, Invite("a@b.org", api::v1::ROLE_OPERATOR), house.Operator()).invitation_id());
  CHECK(house.notifications().invitation_count() == 2);

  request.set_request_id(Fresh());
  request.set_email("contact");
  CHECK_THAT(house.CallAs("partners", "AppointCoordinator", request, response), NamesField("email"));
  request.set_email("contact@uni.example");
  request.set_partner_id("x");
  CHECK_THAT(house.CallAs("partners", "AppointCoordinator", request, response), NamesField("partner_id"));
}

}  // namespace
}  // namespace parley::identity

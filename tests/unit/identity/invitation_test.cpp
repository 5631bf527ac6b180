#include "services/identity/domain/invitation.h"

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "tests/support/status_matchers.h"

namespace parley::identity::domain {
namespace {

using auth::Role;
using test::HasCode;
using test::HasReason;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
constexpr char kAddress[] = "Amal@Example.org";

Invitation Open() {
  Invitation invitation;
  invitation.email = kAddress;
  invitation.expire_time = kNow + kInvitationLife;
  return invitation;
}

TEST_CASE("who invites to which role") {
  const Inviter coordinator{.coordinates_partner = true};
  const Inviter operator_{.is_operator = true};
  const Inviter nobody;
  for (const Role role : {Role::kFacilitator, Role::kCoordinator}) {
    CHECK(IsOfPartner(role));
    CHECK(MayInvite(coordinator, role).ok());
    CHECK_THAT(MayInvite(nobody, role), HasCode(absl::StatusCode::kNotFound));
  }
  CHECK(MayInvite(operator_, Role::kFacilitator).ok());
  CHECK_THAT(MayInvite(operator_, Role::kCoordinator), HasCode(absl::StatusCode::kNotFound));
  for (const Role role : {Role::kSafeguardingOfficer, Role::kOperator}) {
    CHECK_FALSE(IsOfPartner(role));
    CHECK(MayInvite(operator_, role).ok());
    CHECK_THAT(MayInvite(coordinator, role), HasReason("OPERATOR_REQUIRED"));
    CHECK_THAT(MayInvite(nobody, role), HasReason("OPERATOR_REQUIRED"));
  }
}

TEST_CASE("who takes which role away") {
  const Inviter coordinator{.coordinates_partner = true};
  const Inviter operator_{.is_operator = true};
  for (const Role role : {Role::kFacilitator, Role::kCoordinator, Role::kSafeguardingOfficer, Role::kOperator}) {
    CHECK(MayRevoke(operator_, role, IsOfPartner(role)).ok());
    CHECK(MayRevoke(coordinator, role, IsOfPartner(role)).ok() == (role == Role::kFacilitator));
    CHECK_FALSE(MayRevoke({}, role, IsOfPartner(role)).ok());
  }
  CHECK_THAT(MayRevoke(coordinator, Role::kCoordinator, true), HasReason("OPERATOR_REQUIRED"));
  CHECK_THAT(MayRevoke({}, Role::kFacilitator, true), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(MayRevoke({}, Role::kCoordinator, true), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(MayRevoke({}, Role::kFacilitator, false), HasReason("OPERATOR_REQUIRED"));
}

TEST_CASE("an address is mailed five invitations a day, and it is said when the next may go") {
  CHECK(MayMailInvitation(0, absl::InfiniteFuture(), kNow).ok());
  CHECK(MayMailInvitation(4, kNow, kNow).ok());
  const auto refused = MayMailInvitation(5, kNow - absl::Hours(20), kNow);
  CHECK_THAT(refused, HasReason("TOO_MANY_INVITATIONS"));
  CHECK(errors::DetailsOf(refused).retry_after == absl::Hours(4));
}

TEST_CASE("an open invitation expires by itself, an ended one does not") {
  Invitation invitation = Open();
  CHECK(StateAt(invitation, kNow) == InvitationState::kOpen);
  CHECK(StateAt(invitation, invitation.expire_time - absl::Milliseconds(1)) == InvitationState::kOpen);
  CHECK(StateAt(invitation, invitation.expire_time) == InvitationState::kExpired);
  for (const auto state : {InvitationState::kAccepted, InvitationState::kRevoked, InvitationState::kExpired}) {
    invitation.state = state;
    CHECK(StateAt(invitation, invitation.expire_time) == state);
  }
}

TEST_CASE("the invited address accepts, in whatever case, and once more without effect") {
  Invitation invitation = Open();
  REQUIRE(Accept(invitation, "amal@example.ORG", kNow).ok());
  CHECK(invitation.state == InvitationState::kAccepted);
  CHECK(Accept(invitation, kAddress, invitation.expire_time + absl::Hours(1)).ok());
  CHECK(invitation.state == InvitationState::kAccepted);
}

TEST_CASE("another address does not accept, whatever the state") {
  for (const auto state : {InvitationState::kOpen, InvitationState::kAccepted, InvitationState::kRevoked, InvitationState::kExpired}) {
    Invitation invitation = Open();
    invitation.state = state;
    for (const char* address : {"bilal@example.org", "amal@example.org.evil.example", ""}) {
      CHECK_THAT(Accept(invitation, address, kNow), HasReason("INVITATION_FOR_ANOTHER"));
    }
    CHECK(invitation.state == state);
  }
}

TEST_CASE("what was taken back or has expired is not accepted") {
  Invitation invitation = Open();
  CHECK_THAT(Accept(invitation, kAddress, invitation.expire_time), HasReason("INVITATION_EXPIRED"));
  REQUIRE(Revoke(invitation, kNow).ok());
  CHECK_THAT(Accept(invitation, kAddress, kNow), HasReason("INVITATION_REVOKED"));
  CHECK(invitation.state == InvitationState::kRevoked);
}

TEST_CASE("an open invitation is taken back, an ended one is not") {
  Invitation invitation = Open();
  CHECK_THAT(Revoke(invitation, invitation.expire_time), HasReason("INVITATION_EXPIRED"));
  REQUIRE(Revoke(invitation, kNow).ok());
  CHECK(Revoke(invitation, kNow).ok());
  CHECK(invitation.state == InvitationState::kRevoked);
  invitation.state = InvitationState::kAccepted;
  CHECK_THAT(Revoke(invitation, kNow), HasReason("INVITATION_ACCEPTED"));
  CHECK(invitation.state == InvitationState::kAccepted);
}

TEST_CASE("an invitation's token stands behind the hash") {
  CHECK(InvitationUrl("https://parley.example", "t0-k_n") == "https://parley.example/invitations/accept#t0-k_n");
}

}  // namespace
}  // namespace parley::identity::domain

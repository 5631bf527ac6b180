#pragma once

#include <string>

#include "catch2/catch.hpp"
#include "tests/service/identity/house.h"

// Requests about invitations that are good as they are.
namespace parley::identity {

inline v1::InviteUserRequest Invite(const std::string& email, api::v1::Role role, const std::string& partner_id = "") {
  v1::InviteUserRequest request;
  request.set_email(email);
  request.set_role(role);
  request.set_partner_id(partner_id);
  request.set_request_id(Fresh());
  return request;
}

inline v1::AcceptInvitationRequest Accept(const std::string& token) {
  v1::AcceptInvitationRequest request;
  request.set_token(token);
  request.set_request_id(Fresh());
  return request;
}

inline v1::RevokeInvitationRequest Revoke(const std::string& invitation_id) {
  v1::RevokeInvitationRequest request;
  request.set_invitation_id(invitation_id);
  request.set_request_id(Fresh());
  return request;
}

// Invites as told and expects it to be let.
inline v1::Invitation Invited(House& house, const v1::InviteUserRequest& request, const std::string& bearer) {
  v1::Invitation invitation;
  const absl::Status status = house.Call("InviteUser", request, invitation, bearer);
  INFO(status);
  REQUIRE(status.ok());
  return invitation;
}

}  // namespace parley::identity

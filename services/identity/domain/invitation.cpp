#include "services/identity/domain/invitation.h"

#include <algorithm>

#include "libs/errors/error.h"

namespace parley::identity::domain {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);

bool IsSameAddress(std::string_view one, std::string_view other) {
  const auto first = ParseEmail(one);
  const auto second = ParseEmail(other);
  return first && second && first->key == second->key;
}

}  // namespace

bool IsOfPartner(auth::Role role) { return role == auth::Role::kCoordinator || role == auth::Role::kFacilitator; }

absl::Status MayInvite(const Inviter& inviter, auth::Role role) {
  switch (role) {
    case auth::Role::kFacilitator:
      return inviter.coordinates_partner || inviter.is_operator ? absl::OkStatus() : errors::NotFound("partner");
    case auth::Role::kCoordinator:
      return inviter.coordinates_partner ? absl::OkStatus() : errors::NotFound("partner");
    case auth::Role::kSafeguardingOfficer:
    case auth::Role::kOperator:
      break;
  }
  if (inviter.is_operator) return absl::OkStatus();
  return errors::PermissionDenied("OPERATOR_REQUIRED", "only an operator invites to this role");
}

absl::Status MayRevoke(const Inviter& by, auth::Role role, bool has_partner) {
  if (by.is_operator || (by.coordinates_partner && role == auth::Role::kFacilitator)) return absl::OkStatus();
  if (has_partner && !by.coordinates_partner) return errors::NotFound("partner");
  return errors::PermissionDenied("OPERATOR_REQUIRED", "only an operator takes this role away");
}

absl::Status MayMailInvitation(int count, absl::Time first_time, absl::Time now) {
  if (count < kMaxInvitationsADay) return absl::OkStatus();
  return errors::ResourceExhausted("TOO_MANY_INVITATIONS", "several invitations were mailed to this address today: wait for an answer",
                                   std::max(first_time + kDay - now, absl::Seconds(1)));
}

InvitationState StateAt(const Invitation& invitation, absl::Time now) {
  const bool is_over = invitation.state == InvitationState::kOpen && invitation.expire_time <= now;
  return is_over ? InvitationState::kExpired : invitation.state;
}

absl::Status InvitationExpired() {
  return errors::FailedPrecondition("INVITATION_EXPIRED", "this invitation has expired: ask whoever invited you for a new one");
}

absl::Status Accept(Invitation& invitation, std::string_view email_of_user, absl::Time now) {
  if (!IsSameAddress(invitation.email, email_of_user)) {
    return errors::FailedPrecondition("INVITATION_FOR_ANOTHER",
                                      "this invitation was mailed to another address: sign in with the address that received it");
  }
  switch (StateAt(invitation, now)) {
    case InvitationState::kRevoked:
      return errors::FailedPrecondition("INVITATION_REVOKED", "this invitation was taken back: ask whoever invited you");
    case InvitationState::kExpired:
      return InvitationExpired();
    case InvitationState::kOpen:
    case InvitationState::kAccepted:
      break;
  }
  invitation.state = InvitationState::kAccepted;
  return absl::OkStatus();
}

absl::Status Revoke(Invitation& invitation, absl::Time now) {
  switch (StateAt(invitation, now)) {
    case InvitationState::kAccepted:
      return errors::FailedPrecondition("INVITATION_ACCEPTED", "this invitation was accepted already: it can't be taken back");
    case InvitationState::kExpired:
      return errors::FailedPrecondition("INVITATION_EXPIRED", "this invitation has expired: there is nothing to take back");
    case InvitationState::kOpen:
    case InvitationState::kRevoked:
      break;
  }
  invitation.state = InvitationState::kRevoked;
  return absl::OkStatus();
}

std::string InvitationUrl(std::string_view web_url, std::string_view token) {
  return std::string(web_url) + "/invitations/accept#" + std::string(token);
}

}  // namespace parley::identity::domain

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/auth/token.h"
#include "libs/ids/id.h"
#include "libs/text/email.h"

namespace parley::identity::domain {

using InvitationId = Id<struct InvitationTag>;

inline constexpr absl::Duration kInvitationLife = absl::Hours(24 * 14);
// An address is mailed no more of them within a day.
inline constexpr int kMaxInvitationsADay = 5;

// As parley.identity.v1.Invitation.State.
enum class InvitationState { kOpen = 1, kAccepted = 2, kRevoked = 3, kExpired = 4 };

struct Invitation {
  InvitationId id;
  std::string email;
  auth::Role role = auth::Role::kFacilitator;
  PartnerId partner_id;  // of a coordinator or facilitator
  std::string locale;
  InvitationState state = InvitationState::kOpen;
  absl::Time create_time;
  absl::Time expire_time;
};

// True for the roles that somebody has at a partner.
bool IsOfPartner(auth::Role role);

// OK when somebody may invite to a role. NOT_FOUND (the partner) and PERMISSION_DENIED (OPERATOR_REQUIRED) otherwise.
struct Inviter {
  bool is_operator = false;
  bool coordinates_partner = false;  // the one invited to
};
absl::Status MayInvite(const Inviter& inviter, auth::Role role);

// OK when somebody may take a role away: an operator any, a coordinator that of their own partner's facilitators. Otherwise as MayInvite.
absl::Status MayRevoke(const Inviter& by, auth::Role role, bool has_partner);

// RESOURCE_EXHAUSTED (TOO_MANY_INVITATIONS) when an address was mailed all it may get in a day; `first_time` is when the first of them was.
absl::Status MayMailInvitation(int count, absl::Time first_time, absl::Time now);

// An open one whose time is over is EXPIRED, whatever its row says.
InvitationState StateAt(const Invitation& invitation, absl::Time now);

absl::Status InvitationExpired();

// Both leave the invitation alone when it is there already. FAILED_PRECONDITION: INVITATION_FOR_ANOTHER, INVITATION_REVOKED,
// INVITATION_ACCEPTED, INVITATION_EXPIRED.
absl::Status Accept(Invitation& invitation, std::string_view email_of_user, absl::Time now);
absl::Status Revoke(Invitation& invitation, absl::Time now);

// The address in the mail. The token stands behind '#', where no server, proxy or Referer header sees it.
std::string InvitationUrl(std::string_view web_url, std::string_view token);

}  // namespace parley::identity::domain

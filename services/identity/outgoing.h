#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "libs/auth/link_tokens.h"
#include "libs/service/courier.h"
#include "parley/notifications/v1/internal.pb.h"
#include "services/identity/domain/invitation.h"
#include "services/identity/domain/sign_in.h"

// The links that wait for notifications to have them. Their tokens are made when they are handed over, never stored.
namespace parley::identity {

using HandOverSignIn = std::function<absl::Status(const notifications::v1::SendSignInLinkRequest& request)>;
using HandOverInvitation = std::function<absl::Status(const notifications::v1::SendInvitationRequest& request)>;

service::Errands SignInLinks(auth::LinkTokens<domain::SignInId> tokens, std::string web_url, HandOverSignIn hand_over);
service::Errands InvitationLinks(auth::LinkTokens<domain::InvitationId> tokens, std::string web_url, HandOverInvitation hand_over);

}  // namespace parley::identity

#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "libs/auth/link_tokens.h"
#include "libs/rpc/page_token.h"
#include "libs/text/email.h"
#include "services/identity/domain/invitation.h"
#include "services/identity/domain/sign_in.h"
#include "services/identity/signing_keys.h"

namespace parley::identity {

// What the handlers work with beside their call.
struct Deps {
  std::shared_ptr<const SigningKeys> signing_keys;
  auth::LinkTokens<domain::SignInId> sign_in_tokens;
  auth::LinkTokens<domain::InvitationId> invitation_tokens;
  rpc::PageTokens page_tokens;
  std::optional<Email> operator_email;
  std::function<void()> wake_relay;    // events were published
  std::function<void()> wake_courier;  // a link is queued
};

}  // namespace parley::identity

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/auth/id_tokens.h"
#include "libs/ids/id.h"
#include "libs/rpc/page_token.h"

namespace parley::catalog {

// The tokens in mailed links.
struct LinkTokens {
  auth::IdTokens interests;
  auth::IdTokens offers;
};

// What the handlers work with beside their call.
struct Deps {
  rpc::PageTokens page_tokens;
  std::function<void()> wake_relay;   // events were published
  std::function<void()> wake_sender;  // a letter is queued
  LinkTokens tokens;
  // An HMAC of an address's key: what is kept of addresses to know them again.
  std::function<std::string(const std::string& key)> digest_address;
  // Asks identity; never inside a transaction.
  std::function<absl::StatusOr<std::vector<PartnerId>>(const UserId& user_id)> ask_coordinator_partners;
};

}  // namespace parley::catalog

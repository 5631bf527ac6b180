#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/auth/link_tokens.h"
#include "libs/ids/id.h"
#include "libs/rpc/page_token.h"
#include "parley/identity/v1/user.pb.h"
#include "services/catalog/domain/interest.h"

namespace parley::catalog {

// What the handlers work with beside their call.
struct Deps {
  rpc::PageTokens page_tokens;
  std::function<void()> wake_relay;    // events were published
  std::function<void()> wake_courier;  // a letter is queued
  auth::LinkTokens<domain::InterestId> interest_tokens;
  auth::LinkTokens<domain::OfferId> offer_tokens;
  // An HMAC of an address's key: what is kept of addresses to know them again.
  std::function<std::string(const std::string& key)> digest_address;
  absl::Duration offer_time;  // how long an offer holds a seat
  // These ask identity; never inside a transaction. UNAVAILABLE (OWNER_UNAVAILABLE) when it can't be asked.
  std::function<absl::StatusOr<std::vector<PartnerId>>(const UserId& user_id)> ask_coordinator_partners;
  // Of 1 to 500 people, those it knows.
  std::function<absl::StatusOr<std::vector<identity::v1::Profile>>(const std::vector<UserId>& user_ids)> ask_profiles;
};

}  // namespace parley::catalog

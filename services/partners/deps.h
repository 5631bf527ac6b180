#pragma once

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/ids/id.h"
#include "libs/rpc/page_token.h"

namespace parley::partners {

// What the handlers work with beside their call.
struct Deps {
  rpc::PageTokens page_tokens;
  std::function<void()> wake_relay;    // events were published
  std::function<void()> wake_courier;  // an appointment is queued
  // Asks identity; never inside a transaction.
  std::function<absl::StatusOr<std::vector<PartnerId>>(const UserId& user_id)> ask_coordinator_partners;
};

}  // namespace parley::partners

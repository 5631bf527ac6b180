#pragma once

#include <functional>

#include "libs/rpc/page_token.h"
#include "services/moderation/owners.h"

namespace parley::moderation {

// What the handlers work with beside their call.
struct Deps {
  Owners owners;
  rpc::PageTokens pages;
  std::function<void()> wake_relay;        // events were published
  std::function<void()> wake_hold_sender;  // a hold order is queued
};

}  // namespace parley::moderation

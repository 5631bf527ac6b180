#pragma once

#include <functional>

#include "libs/rpc/page_token.h"
#include "services/exchange/feed_cache.h"
#include "services/exchange/owners.h"

namespace parley::exchange {

// What the handlers work with beside their call.
struct Deps {
  Owners owners;
  rpc::PageTokens pages;
  FeedCache feeds;
  std::function<void()> wake_relay;   // events were published
  std::function<void()> wake_upkeep;  // there are objects to remove
};

}  // namespace parley::exchange

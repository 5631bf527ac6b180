#pragma once

#include <functional>

#include "libs/rpc/page_token.h"
#include "services/scheduling/owners.h"

namespace parley::scheduling {

// What the handlers work with beside their call.
struct Deps {
  Owners owners;
  rpc::PageTokens pages;
  std::function<void()> wake_relay;   // events were published
  std::function<void()> wake_upkeep;  // there are seats to look for
};

}  // namespace parley::scheduling

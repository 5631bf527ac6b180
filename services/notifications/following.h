#pragma once

#include <string>

#include "libs/events/follower.h"

namespace parley::notifications {

// What the exchange's events do here. `from_address` is where mail comes from; Message-IDs are under its domain.
events::Following FollowExchange(const std::string& from_address);
// What identity's events do here.
events::Following FollowIdentity();

}  // namespace parley::notifications

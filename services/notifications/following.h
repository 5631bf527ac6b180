#pragma once

#include <string>

#include "libs/events/follower.h"

namespace parley::notifications {

// What the events of the others do here. `from_address` is where mail comes from; Message-IDs are under its domain.
events::Following FollowExchange(const std::string& from_address);
events::Following FollowCatalog(const std::string& from_address);
events::Following FollowModeration(const std::string& from_address);
events::Following FollowScheduling(const std::string& from_address);
events::Following FollowIdentity();

}  // namespace parley::notifications

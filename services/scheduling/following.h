#pragma once

#include "libs/events/follower.h"

namespace parley::scheduling {

// The events of others that scheduling follows: event → what it does here.
events::Following FollowCatalog();
events::Following FollowIdentity();

}  // namespace parley::scheduling

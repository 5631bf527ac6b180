#pragma once

#include "libs/events/follower.h"

namespace parley::catalog {

// What identity's events do here.
events::Following FollowIdentity();

}  // namespace parley::catalog

#pragma once

#include "libs/events/follower.h"

namespace parley::partners {

// What identity's events do here.
events::Following FollowIdentity();

}  // namespace parley::partners

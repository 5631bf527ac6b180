#pragma once

#include "libs/events/follower.h"

namespace parley::moderation {

// Runs, and who takes part in them.
events::Following FollowCatalog();
// Videos to look at.
events::Following FollowExchange();
// Groups, who is in them, and who facilitates what.
events::Following FollowScheduling();

}  // namespace parley::moderation

#pragma once

#include "libs/events/follower.h"

namespace parley::exchange {

// Runs, their prompts, and who takes part in them.
events::Following FollowCatalog();
// Consents and names.
events::Following FollowIdentity();
// Who facilitates which run and group.
events::Following FollowScheduling();

}  // namespace parley::exchange

#pragma once

#include "libs/events/follower.h"

namespace parley::exchange {

// Runs, their prompts, and who takes part in them.
events::Following FollowCatalog();
// Consents and names.
events::Following FollowIdentity();
// Groups, who is in which, and who facilitates which group and run.
events::Following FollowScheduling();

}  // namespace parley::exchange

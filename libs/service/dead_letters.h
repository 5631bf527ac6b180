#pragma once

#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "libs/events/follower.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"

namespace parley::service {

// For an operator at a shell: `dead-letters` lists the events that could not be applied and waits behind them, an aggregate a line;
// `dead-letters retry [AGGREGATE…]` applies them again, all or those. The service may run meanwhile. Returns the exit code: 0, or 1 when
// something that was retried stays dead, 2 for words that are none of these. Throws what the database throws.
int RunDeadLetters(postgres::Connection::Options database, const std::vector<const events::Following*>& followings, const Clock& clock,
                   std::span<const std::string> words, std::ostream& out);

}  // namespace parley::service

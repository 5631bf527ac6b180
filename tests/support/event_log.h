#pragma once

#include <vector>

#include "libs/rpc/client.h"
#include "parley/events/v1/event_log.pb.h"
#include "tests/support/database.h"

namespace parley::test {

// All that the service of `database` has told until now, in order, as `follower`, one that may follow it, reads it. Waits for what its
// relay has still to tell.
std::vector<events::v1::Event> EventLog(const Database& database, rpc::Client& follower);

// Those of one type.
std::vector<events::v1::Event> EventLog(const Database& database, rpc::Client& follower, const std::string& type);

}  // namespace parley::test

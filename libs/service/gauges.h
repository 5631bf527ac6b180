#pragma once

#include <memory>
#include <vector>

#include "libs/events/follower.h"
#include "libs/events/relay.h"
#include "libs/metrics/registry.h"
#include "libs/service/lookout.h"

// What a service tells of the events it publishes and follows.
namespace parley::service {

void AddRelay(metrics::Registry& registry, const events::Relay& relay);
void AddFollower(metrics::Registry& registry, const events::Follower& follower);

// What waits to be published.
Look AtOutbox();
// Dead letters of each of these producers.
Look AtDeadLetters(std::vector<std::string> producers);

}  // namespace parley::service

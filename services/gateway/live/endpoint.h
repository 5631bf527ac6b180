#pragma once

#include <chrono>

#include "services/gateway/live/hub.h"
#include "services/gateway/visit.h"

namespace parley::gateway::live {

// GET /v1/users/me/events: the signed-in user's live events as a text/event-stream. What is missed between two streams is in the list of
// notifications; a stream only says "look now".
class Events {
 public:
  Events(Hub& hub, std::chrono::milliseconds heartbeat) : hub_(hub), heartbeat_(heartbeat) {}
  http::Task<void> Get(const Visit& visit);

 private:
  http::Task<void> Pass(http::Turn& turn, Stream& stream);

  Hub& hub_;
  std::chrono::milliseconds heartbeat_;
};

}  // namespace parley::gateway::live

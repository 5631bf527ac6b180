#pragma once

#include <string>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"

namespace google::protobuf {
class Message;
}

namespace parley::events {

// Publishes `event` when, and only when, the session's transaction commits. `aggregate_id` is the object the event is about; `audience` is
// who follows it from outside of the house (ListEventsOf), empty for nobody.
void Publish(postgres::Session& transaction, const std::string& aggregate_id, const google::protobuf::Message& event, absl::Time now,
             const std::string& audience = {});

}  // namespace parley::events

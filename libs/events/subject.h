#pragma once

#include <string>

namespace google::protobuf {
class Message;
}

namespace parley::events {

// What `event` tells the state of: its subject (parley.api.v1.subject) with the event's own values. Empty for news. A subject that names
// a field which the event has not, or that is no text, whole number or enum, is a mistake in the contract: std::logic_error.
std::string SubjectOf(const google::protobuf::Message& event);

}  // namespace parley::events

#pragma once

#include <boost/json/object.hpp>
#include <optional>

#include "google/protobuf/descriptor.h"

namespace parley::gateway::openapi {

// The schema of a single value whose JSON is a text, a number or a boolean: scalars but enums, times, durations, field masks, wrappers.
// None for enums and for messages of fields.
std::optional<boost::json::object> PlainType(const google::protobuf::FieldDescriptor& field);

// Of a problem (services/gateway/problem.h).
boost::json::object ProblemType();

}  // namespace parley::gateway::openapi

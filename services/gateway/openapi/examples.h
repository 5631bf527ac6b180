#pragma once

#include <boost/json/value.hpp>

#include "google/protobuf/descriptor.h"
#include "services/gateway/openapi/comments.h"
#include "services/gateway/openapi/schemas.h"

namespace parley::gateway::openapi {

// A request as somebody could send it: every field that may be given, but for what the server assigns and page tokens. Valid
// by its schema; what it names need not exist.
boost::json::object ExampleOf(const google::protobuf::Descriptor& message, const Schemas::Fields& given, const Comments& comments);
boost::json::value ExampleOf(const google::protobuf::FieldDescriptor& field, const Comments& comments);

}  // namespace parley::gateway::openapi

#pragma once

#include <boost/json/object.hpp>
#include <set>
#include <string>

#include "google/protobuf/descriptor.h"
#include "services/gateway/openapi/comments.h"

namespace parley::gateway::openapi {

// JSON Schemas (2020-12) of messages and enums, as transcoding/ reads and writes them. Each has a form for answers and one for requests,
// for what must be given is not what is always there. Those referred to end up in the document's components, named "catalog.Run",
// "catalog.RunInput".
class Schemas {
 public:
  enum class Form { kAnswer, kRequest };
  using Fields = std::set<const google::protobuf::FieldDescriptor*>;

  explicit Schemas(const Comments& comments) : comments_(comments) {}

  // {"$ref": …}
  boost::json::object Refer(const google::protobuf::Descriptor& message, Form form);
  // Of a request without the fields that are given elsewhere; under a name of its own.
  boost::json::object ReferBody(const google::protobuf::Descriptor& request, const Fields& given, const std::string& name) {
    return ReferAs(name, request, given, Form::kRequest);
  }
  // Of a field's value, with its comment.
  boost::json::object OfField(const google::protobuf::FieldDescriptor& field, Form form);

  boost::json::object Take() { return std::move(components_); }

 private:
  boost::json::object Refer(const google::protobuf::EnumDescriptor& type);
  boost::json::object ReferAs(const std::string& name, const google::protobuf::Descriptor& message, const Fields& given, Form form);
  boost::json::object OfEnum(const google::protobuf::EnumDescriptor& type) const;
  boost::json::object OfMessage(const google::protobuf::Descriptor& message, const Fields& given, Form form);
  boost::json::object OfValue(const google::protobuf::FieldDescriptor& field, Form form);
  std::string Describe(const google::protobuf::Descriptor& message) const;

  const Comments& comments_;
  boost::json::object components_;
};

// "parley.catalog.v1.Run.State" as "catalog.Run.State".
std::string ComponentName(const std::string& full_name);

}  // namespace parley::gateway::openapi

#include "services/gateway/openapi/schemas.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "services/gateway/openapi/marks.h"
#include "services/gateway/openapi/types.h"

namespace parley::gateway::openapi {
namespace {

namespace json = boost::json;
namespace pb = google::protobuf;

json::object Reference(const std::string& name) { return {{"$ref", "#/components/schemas/" + name}}; }

}  // namespace

std::string ComponentName(const std::string& full_name) {
  return absl::StrReplaceAll(absl::StripPrefix(full_name, "parley."), {{".v1.", "."}});
}

json::object Schemas::Refer(const pb::EnumDescriptor& type) {
  const std::string name = ComponentName(type.full_name());
  if (!components_.contains(name)) components_[name] = OfEnum(type);
  return Reference(name);
}

json::object Schemas::Refer(const pb::Descriptor& message, Form form) {
  const bool has_one_form = absl::EndsWith(message.name(), "Request") || absl::EndsWith(message.name(), "Response");
  const std::string name = ComponentName(message.full_name()) + (form == Form::kRequest && !has_one_form ? "Input" : "");
  return ReferAs(name, message, {}, form);
}

json::object Schemas::ReferAs(const std::string& name, const pb::Descriptor& message, const Fields& given, Form form) {
  if (!components_.contains(name)) {
    components_[name] = nullptr;  // a message may hold itself
    json::object schema = OfMessage(message, given, form);
    components_[name] = std::move(schema);
  }
  return Reference(name);
}

// The zero value is what a field that is not set means, so JSON never needs it.
json::object Schemas::OfEnum(const pb::EnumDescriptor& type) const {
  json::array names;
  std::string description = comments_.Of(type);
  for (int i = 0; i < type.value_count(); ++i) {
    const pb::EnumValueDescriptor& value = *type.value(i);
    if (value.number() == 0 && absl::EndsWith(value.name(), "_UNSPECIFIED")) continue;
    names.emplace_back(value.name());
    const std::string comment = comments_.Of(value);
    if (comment.empty()) continue;
    description.append(description.empty() ? "" : "\n").append("- `").append(value.name()).append("`: ").append(comment);
  }
  json::object schema{{"type", "string"}};
  if (!description.empty()) schema["description"] = description;
  schema["enum"] = std::move(names);
  return schema;
}

std::string Schemas::Describe(const pb::Descriptor& message) const {
  std::string description = comments_.Of(message);
  for (int i = 0; i < message.real_oneof_decl_count(); ++i) {
    const pb::OneofDescriptor& oneof = *message.oneof_decl(i);
    if (!description.empty()) description.append("\n\n");
    description.append("At most one of ");
    for (int field = 0; field < oneof.field_count(); ++field) {
      description.append(field == 0 ? "`" : ", `").append(oneof.field(field)->json_name()).append("`");
    }
    description.append(". ").append(comments_.Of(oneof));
  }
  return description;
}

json::object Schemas::OfMessage(const pb::Descriptor& message, const Fields& given, Form form) {
  json::object properties;
  json::array required;
  for (int i = 0; i < message.field_count(); ++i) {
    const pb::FieldDescriptor& field = *message.field(i);
    const Marks marks = MarksOf(field, comments_.Of(field));
    if (given.contains(&field) || (form == Form::kAnswer && marks.input_only)) continue;
    json::object schema = OfField(field, form);
    if (marks.read_only) schema["readOnly"] = true;
    properties[field.json_name()] = std::move(schema);
    if (form == Form::kAnswer ? marks.answered : marks.required) required.emplace_back(field.json_name());
  }
  json::object schema{{"type", "object"}};
  const std::string description = Describe(message);
  if (!description.empty()) schema["description"] = description;
  if (!required.empty()) schema["required"] = std::move(required);
  schema["properties"] = std::move(properties);
  return schema;
}

json::object Schemas::OfValue(const pb::FieldDescriptor& field, Form form) {
  if (auto plain = PlainType(field)) return *std::move(plain);
  return field.enum_type() != nullptr ? Refer(*field.enum_type()) : Refer(*field.message_type(), form);
}

json::object Schemas::OfField(const pb::FieldDescriptor& field, Form form) {
  json::object schema;
  const std::string comment = comments_.Of(field);
  if (field.is_map()) {
    schema = {{"type", "object"}, {"additionalProperties", OfValue(*field.message_type()->FindFieldByNumber(2), form)}};
  } else if (field.is_repeated()) {
    schema = {{"type", "array"}, {"items", OfValue(field, form)}};
  } else {
    schema = OfValue(field, form);
    if (field.type() == pb::FieldDescriptor::TYPE_STRING && absl::StartsWith(comment, "UUID")) schema["format"] = "uuid";
  }
  if (!comment.empty()) schema["description"] = comment;
  return schema;
}

}  // namespace parley::gateway::openapi

#include "services/gateway/openapi/types.h"

#include <boost/json/array.hpp>

#include "absl/status/status.h"

namespace parley::gateway::openapi {
namespace {

namespace json = boost::json;
namespace pb = google::protobuf;
using pb::FieldDescriptor;

json::object Scalar(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return {{"type", "boolean"}};
    case FieldDescriptor::CPPTYPE_INT32:
      return {{"type", "integer"}, {"format", "int32"}};
    case FieldDescriptor::CPPTYPE_UINT32:
      return {{"type", "integer"}, {"format", "int32"}, {"minimum", 0}};
    case FieldDescriptor::CPPTYPE_INT64:
      return {{"type", "string"}, {"format", "int64"}, {"pattern", "^-?[0-9]+$"}};
    case FieldDescriptor::CPPTYPE_UINT64:
      return {{"type", "string"}, {"format", "uint64"}, {"pattern", "^[0-9]+$"}};
    case FieldDescriptor::CPPTYPE_FLOAT:
      return {{"type", "number"}, {"format", "float"}};
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return {{"type", "number"}, {"format", "double"}};
    default:
      break;
  }
  json::object text{{"type", "string"}};
  if (field.type() == FieldDescriptor::TYPE_BYTES) text["contentEncoding"] = "base64";
  return text;
}

json::object Text(std::string_view name) { return {{"type", "string"}, {"description", name}}; }

}  // namespace

std::optional<json::object> PlainType(const FieldDescriptor& field) {
  if (field.enum_type() != nullptr) return std::nullopt;
  if (field.message_type() == nullptr) return Scalar(field);
  switch (field.message_type()->well_known_type()) {
    case pb::Descriptor::WELLKNOWNTYPE_UNSPECIFIED:
      return std::nullopt;
    case pb::Descriptor::WELLKNOWNTYPE_TIMESTAMP:
      return json::object{{"type", "string"}, {"format", "date-time"}};
    case pb::Descriptor::WELLKNOWNTYPE_DURATION:
      return json::object{{"type", "string"}, {"pattern", "^-?[0-9]+([.][0-9]{1,9})?s$"}};
    case pb::Descriptor::WELLKNOWNTYPE_FIELDMASK:
      return json::object{{"type", "string"}, {"pattern", "^([A-Za-z0-9.]+(,[A-Za-z0-9.]+)*)?$"}};
    default:  // a wrapper; the gateway has no JSON for anything else (JsonPlan)
      return Scalar(*field.message_type()->FindFieldByNumber(1));
  }
}

json::object ProblemType() {
  json::array codes;
  for (int code = static_cast<int>(absl::StatusCode::kCancelled); code <= static_cast<int>(absl::StatusCode::kUnauthenticated); ++code) {
    codes.emplace_back(absl::StatusCodeToString(static_cast<absl::StatusCode>(code)));
  }
  json::object metadata = Text("More on the reason, as the operation says.");
  metadata["type"] = "object";
  metadata["additionalProperties"] = json::object{{"type", "string"}};
  const json::object violation{
      {"type", "object"},
      {"required", {"field", "description"}},
      {"properties", {{"field", Text("In the contract's names: run.course_id.")}, {"description", Text("What is wrong with it.")}}}};
  json::object code = Text("The name of the google.rpc.Code.");
  code["enum"] = std::move(codes);
  return {
      {"type", "object"},
      {"description", "What went wrong (RFC 9457)."},
      {"required", {"type", "title", "status", "detail", "code"}},
      {"properties",
       {{"type", Text("urn:parley:reason:REASON, or about:blank where there is no reason.")},
        {"title", Text("Of the status.")},
        {"status", {{"type", "integer"}, {"description", "The HTTP status."}}},
        {"detail", Text("For people: what is wrong and what to do. In English; apps translate by reason.")},
        {"code", std::move(code)},
        {"reason", Text("To program by: the UPPER_SNAKE word that the operation lists.")},
        {"metadata", std::move(metadata)},
        {"errors", {{"type", "array"}, {"description", "The fields at fault."}, {"items", violation}}}}},
  };
}

}  // namespace parley::gateway::openapi

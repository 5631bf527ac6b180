#include "services/gateway/transcoding/request_builder.h"

#include <algorithm>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "libs/errors/error.h"
#include "services/gateway/transcoding/fields.h"

namespace parley::gateway::transcoding {
namespace {

namespace pb = google::protobuf;

// protobuf says "(run.prompts[0]) txt: Cannot find field."; the field it names is what our clients look at.
absl::Status JsonError(const std::string& prefix, std::string message) {
  const size_t end = message.starts_with('(') ? message.find(')') : std::string::npos;
  std::string field;
  if (end != std::string::npos) {
    field = message.substr(1, end - 1);
    message = std::string(http::Trim(std::string_view(message).substr(end + 1)));
    const size_t colon = message.find(": Cannot find field.");
    if (colon != std::string::npos) {
      field += (field.empty() ? "" : ".") + message.substr(0, colon);
      message = "There is no such field.";
    }
  } else {
    const size_t colon = message.find(": Cannot find field.");
    if (colon != std::string::npos) {
      field = message.substr(0, colon);
      message = "There is no such field.";
    } else {
      return errors::WithDetails(absl::InvalidArgumentError("The body is not valid JSON for this request: " + message.substr(0, 300)),
                                 {.reason = "MALFORMED_JSON"});
    }
  }
  if (!prefix.empty()) field = field.empty() ? prefix : prefix + "." + field;
  return errors::InvalidField(field, message.substr(0, 300));
}

absl::Status ReadJson(const std::string& json, const std::string& field, pb::Message& message) {
  const auto status = pb::util::JsonStringToMessage(json, &message);
  return status.ok() ? absl::OkStatus() : JsonError(field, std::string(status.message()));
}

// Lists, maps, scalars and messages written as one text are read as the member they are. That the body is one value and no more is made
// sure first: it may not bring members of its own.
absl::Status ReadValue(const std::string& body, const pb::FieldDescriptor& field, pb::Message& request) {
  pb::Value value;
  absl::Status status = ReadJson(body, field.name(), value);
  return status.ok() ? ReadJson("{\"" + field.json_name() + "\":" + body + "}", "", request) : status;
}

absl::Status ReadBody(const routes::Route& route, const http::Request& head, const std::string& body, pb::Message& request) {
  if (body.empty()) return absl::OkStatus();
  if (route.body == routes::Route::Body::kNone)
    return errors::WithDetails(absl::InvalidArgumentError("This method takes no body."), {.reason = "UNEXPECTED_BODY"});
  const std::string_view content_type = head.Find("content-type");
  if (!http::EqualIgnoringCase(http::Trim(content_type.substr(0, content_type.find(';'))), "application/json")) {
    return errors::WithDetails(absl::InvalidArgumentError("The body must be application/json."), {.reason = "UNSUPPORTED_MEDIA_TYPE"});
  }
  if (route.body == routes::Route::Body::kWhole) return ReadJson(body, "", request);
  const pb::FieldDescriptor& field = *route.body_field;
  const bool plain_message = field.message_type() != nullptr && !field.is_repeated() &&
                             field.message_type()->well_known_type() == pb::Descriptor::WELLKNOWNTYPE_UNSPECIFIED;
  if (plain_message) return ReadJson(body, field.name(), *request.GetReflection()->MutableMessage(&request, &field));
  return ReadValue(body, field, request);
}

absl::Status ReadQuery(const routes::Route& route, const http::Target& target, pb::Message& request) {
  if (target.query().empty()) return absl::OkStatus();
  std::vector<std::pair<std::string, std::string>> parameters;
  absl::Status parsed = http::ParseQuery(target.query(), parameters);
  if (!parsed.ok()) return parsed;
  std::vector<routes::Route::FieldPath> seen;
  for (const auto& [name, value] : parameters) {
    const auto path = routes::FindFieldPath(*request.GetDescriptor(), name);
    if (path.empty()) return errors::InvalidField(name, "There is no such parameter.");
    if (routes::IsTaken(route, path)) return errors::InvalidField(PathName(path), "Can't be given as a query parameter here.");
    if (!path.back()->is_repeated()) {
      if (std::find(seen.begin(), seen.end(), path) != seen.end()) return errors::InvalidField(PathName(path), "Given more than once.");
      seen.push_back(path);
    }
    absl::Status set = SetField(request, path, value);
    if (!set.ok()) return set;
  }
  return absl::OkStatus();
}

void FillRequestId(const routes::Route& route, const http::Request& head, pb::Message& request) {
  if (route.request_id == nullptr) return;
  const pb::Reflection& reflection = *request.GetReflection();
  std::string scratch;
  if (!reflection.GetStringReference(request, route.request_id, &scratch).empty()) return;
  std::string_view key = head.Find("idempotency-key");
  // The header's draft makes it a quoted string; many send it bare.
  if (key.size() >= 2 && key.front() == '"' && key.back() == '"') key = key.substr(1, key.size() - 2);
  if (!key.empty() && http::IsUtf8(key)) reflection.SetString(&request, route.request_id, std::string(key));
}

}  // namespace

absl::Status BuildRequest(const routes::Route& route, const http::Request& head, const http::Target& target, const routes::Match& match,
                          const std::string& body, pb::Message& request) {
  absl::Status status = ReadBody(route, head, body, request);
  for (size_t i = 0; status.ok() && i < route.variables.size(); ++i)
    status = SetField(request, route.variables[i], std::string(match.values[i]));
  if (status.ok()) status = ReadQuery(route, target, request);
  if (status.ok()) FillRequestId(route, head, request);
  return status;
}

}  // namespace parley::gateway::transcoding

#include "services/gateway/openapi/operations.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/openapi/access.h"
#include "services/gateway/openapi/examples.h"
#include "services/gateway/openapi/marks.h"
#include "services/gateway/openapi/parts.h"
#include "services/gateway/openapi/responses.h"
#include "services/gateway/openapi/types.h"
#include "services/gateway/routes/template.h"

namespace parley::gateway::openapi {
namespace {

namespace json = boost::json;
namespace pb = google::protobuf;
using routes::Route;
using Form = Schemas::Form;

// What a route's description is made with.
struct Making {
  const Route& route;
  int binding;
  Schemas& schemas;
  const Comments& comments;

  std::string Suffix() const { return binding > 1 ? absl::StrCat("_", binding) : ""; }
};

// "ListPartnerRuns" as "List partner runs".
std::string Words(const std::string& name) {
  std::string words;
  for (const char c : name) {
    const bool begins = absl::ascii_isupper(c) && !words.empty();
    if (begins) words.push_back(' ');
    words.push_back(begins ? absl::ascii_tolower(c) : c);
  }
  return words;
}

json::object FieldParameter(const Making& making, Place place, const std::string& name, const pb::FieldDescriptor& field) {
  json::object schema = making.schemas.OfField(field, Form::kRequest);
  schema.erase("description");
  const std::string comment = making.comments.Of(field);
  const bool required = place == Place::kPath || MarksOf(field, comment).required;
  json::object parameter = Parameter(place, name, comment, std::move(schema), required);
  if (field.name() != "page_token") parameter["example"] = ExampleOf(field, making.comments);
  return parameter;
}

std::string JsonPathName(const Route::FieldPath& path) {
  std::string name;
  for (const pb::FieldDescriptor* field : path) name.append(name.empty() ? "" : ".").append(field->json_name());
  return name;
}

// Whether a query can say it: lists of messages and maps have no text.
bool HasText(const pb::FieldDescriptor& field) { return !field.is_map() && (field.enum_type() != nullptr || PlainType(field).has_value()); }

void AddQuery(const Making& making, const pb::Descriptor& message, Route::FieldPath& path, json::array& parameters) {
  for (int i = 0; i < message.field_count(); ++i) {
    const pb::FieldDescriptor& field = *message.field(i);
    // The query takes a request_id too; one way to give it is enough to tell of.
    if (&field == making.route.request_id || std::find(path.begin(), path.end(), &field) != path.end()) continue;
    path.push_back(&field);
    if (!routes::IsTaken(making.route, path)) {
      if (HasText(field)) {
        parameters.push_back(FieldParameter(making, Place::kQuery, JsonPathName(path), field));
      } else if (!field.is_repeated()) {
        AddQuery(making, *field.message_type(), path, parameters);
      }
    }
    path.pop_back();
  }
}

void AddIdempotencyKey(const Making& making, json::array& parameters) {
  if (making.route.request_id == nullptr) return;
  const bool whole = making.route.body == Route::Body::kWhole;
  json::object schema = making.schemas.OfField(*making.route.request_id, Form::kRequest);
  schema.erase("description");
  json::object key = Parameter(Place::kHeader, "Idempotency-Key",
                               absl::StrCat("A repeat with the same key and request gets the first answer again for 48 hours.",
                                            whole ? " Instead of the body's requestId: one of the two must be given." : ""),
                               std::move(schema), !whole);
  key["example"] = ExampleOf(*making.route.request_id, making.comments);
  parameters.push_back(std::move(key));
}

json::array ParametersOf(const Making& making) {
  json::array parameters;
  for (const Route::FieldPath& path : making.route.variables) {
    parameters.push_back(FieldParameter(making, Place::kPath, path.back()->name(), *path.back()));
  }
  Route::FieldPath at;
  AddQuery(making, *making.route.method->input_type(), at, parameters);
  AddIdempotencyKey(making, parameters);
  return parameters;
}

// Whether a body with nothing in it makes no sense: there is more to say than which try this is, and of which state.
bool NeedsBody(const pb::Descriptor& request, const Schemas::Fields& given) {
  for (int i = 0; i < request.field_count(); ++i) {
    const std::string& name = request.field(i)->name();
    if (!given.contains(request.field(i)) && name != "request_id" && name != "etag") return true;
  }
  return false;
}

json::object JsonContent(json::object schema, json::value example) {
  json::object content = Content("application/json", std::move(schema));
  content["application/json"].as_object()["example"] = std::move(example);
  return content;
}

json::object WholeBodyOf(const Making& making) {
  const pb::Descriptor& request = *making.route.method->input_type();
  Schemas::Fields given;
  for (const Route::FieldPath& path : making.route.variables) {
    if (path.size() == 1) given.insert(path.front());
  }
  json::object schema = making.schemas.ReferBody(request, given, ComponentName(request.full_name()) + making.Suffix());
  return {{"required", NeedsBody(request, given)}, {"content", JsonContent(std::move(schema), ExampleOf(request, given, making.comments))}};
}

json::object FieldBodyOf(const Making& making) {
  const pb::FieldDescriptor& field = *making.route.body_field;
  json::object body;
  const std::string comment = making.comments.Of(field);
  if (!comment.empty()) body["description"] = comment;
  const bool plain_message = field.message_type() != nullptr && !field.is_repeated() && !PlainType(field);
  body["required"] = !plain_message || NeedsBody(*field.message_type(), {});
  json::object schema =
      plain_message ? making.schemas.Refer(*field.message_type(), Form::kRequest) : making.schemas.OfField(field, Form::kRequest);
  body["content"] = JsonContent(std::move(schema), ExampleOf(field, making.comments));
  return body;
}

json::object AnswerOf(const Making& making) {
  const Route& route = making.route;
  json::object schema = route.response_field != nullptr ? making.schemas.OfField(*route.response_field, Form::kAnswer)
                                                        : making.schemas.Refer(*route.method->output_type(), Form::kAnswer);
  if (!route.method->server_streaming()) return Content("application/json", std::move(schema));
  // One of these a line: {"result": …}, or {"error": …} as the last.
  json::object content =
      Content("application/x-ndjson", {{"type", "object"}, {"properties", {{"result", schema}, {"error", ProblemType()}}}});
  content["text/event-stream"] = {{"schema", {{"type", "string"}}}};
  return content;
}

json::object ResponsesOf(const Making& making, const std::string& comment) {
  json::object responses;
  responses["200"] = {{"description", "Done."}, {"content", AnswerOf(making)}};
  if (making.route.http_method == http::Method::kGet && !making.route.method->server_streaming()) {
    responses["200"].as_object()["headers"] = json::object{{"ETag", Header("Of this content; for If-None-Match.", "string")}};
    responses["304"] = json::object{{"description", "The same as If-None-Match names."}};
  }
  for (auto& [status, problem] : ProblemsOf(making.route, comment)) responses[status] = std::move(problem);
  return responses;
}

}  // namespace

std::string PathOf(const Route& route) {
  // ReadContracts has parsed it before.
  const auto parsed = routes::ParseTemplate(route.path_template);
  std::string path;
  size_t variable = 0;
  for (size_t at = 0; at < parsed->segments.size(); ++at) {
    const bool begins = variable < parsed->variables.size() && parsed->variables[variable].begin == at;
    if (begins) {
      absl::StrAppend(&path, "/{", route.variables[variable].back()->name(), "}");
      at = std::min(parsed->variables[variable++].end, parsed->segments.size()) - 1;
    } else {
      const routes::Template::Segment& segment = parsed->segments[at];
      absl::StrAppend(&path, "/", segment.kind == routes::Template::Segment::Kind::kLiteral ? segment.literal : "*");
    }
  }
  if (!parsed->verb.empty()) absl::StrAppend(&path, ":", parsed->verb);
  return path;
}

json::object DescribeRoute(const Route& route, int binding, Schemas& schemas, const Comments& comments) {
  const Making making{route, binding, schemas, comments};
  const std::string comment = comments.Of(*route.method);
  const api::v1::Access& access = route.method->options().GetExtension(api::v1::access);
  json::object operation{{"operationId", route.method->service()->name() + "_" + route.method->name() + making.Suffix()},
                         {"tags", json::array{route.area}},
                         {"summary", Words(route.method->name())},
                         {"description", absl::StrCat(comment, comment.empty() ? "" : "\n\n", DescribeAccess(access))}};
  json::array parameters = ParametersOf(making);
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (route.body == Route::Body::kWhole) operation["requestBody"] = WholeBodyOf(making);
  if (route.body == Route::Body::kField) operation["requestBody"] = FieldBodyOf(making);
  operation["responses"] = ResponsesOf(making, comment);
  operation["security"] = SecurityOf(access, route.http_method);
  operation["x-parley-access"] = AccessExtension(access);
  return operation;
}

}  // namespace parley::gateway::openapi

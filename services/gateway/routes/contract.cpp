#include "services/gateway/routes/contract.h"

#include <algorithm>

#include "google/api/annotations.pb.h"
#include "google/protobuf/descriptor.h"
#include "parley/api/v1/access.pb.h"
#include "parley/api/v1/rationed.pb.h"
#include "proto/files.h"
#include "services/gateway/routes/template.h"

namespace parley::gateway::routes {
namespace {

namespace pb = google::protobuf;

absl::Status Bad(const pb::MethodDescriptor& method, const std::string& why) {
  return absl::InvalidArgumentError("the route of " + method.full_name() + ": " + why);
}

void ReadPattern(const google::api::HttpRule& rule, Route& route) {
  switch (rule.pattern_case()) {
    case google::api::HttpRule::kGet:
      route.http_method = http::Method::kGet;
      route.path_template = rule.get();
      break;
    case google::api::HttpRule::kPut:
      route.http_method = http::Method::kPut;
      route.path_template = rule.put();
      break;
    case google::api::HttpRule::kPost:
      route.http_method = http::Method::kPost;
      route.path_template = rule.post();
      break;
    case google::api::HttpRule::kDelete:
      route.http_method = http::Method::kDelete;
      route.path_template = rule.delete_();
      break;
    case google::api::HttpRule::kPatch:
      route.http_method = http::Method::kPatch;
      route.path_template = rule.patch();
      break;
    case google::api::HttpRule::kCustom:
      route.http_method = http::MethodOf(rule.custom().kind());
      route.path_template = rule.custom().path();
      break;
    case google::api::HttpRule::PATTERN_NOT_SET:
      break;
  }
}

absl::Status ReadVariables(Route& route) {
  const auto parsed = ParseTemplate(route.path_template);
  if (!parsed.ok()) return Bad(*route.method, std::string(parsed.status().message()));
  for (const Template::Variable& variable : parsed->variables) {
    auto path = FindFieldPath(*route.method->input_type(), variable.field);
    if (path.empty() || path.back()->is_repeated() || path.back()->message_type() != nullptr) {
      return Bad(*route.method, "{" + variable.field + "} is not a plain field of the request");
    }
    route.variables.push_back(std::move(path));
  }
  return absl::OkStatus();
}

absl::Status ReadBody(const google::api::HttpRule& rule, Route& route) {
  if (rule.body().empty()) return absl::OkStatus();
  route.body = rule.body() == "*" ? Route::Body::kWhole : Route::Body::kField;
  if (route.body == Route::Body::kWhole) return absl::OkStatus();
  route.body_field = route.method->input_type()->FindFieldByName(rule.body());
  return route.body_field != nullptr ? absl::OkStatus() : Bad(*route.method, "body \"" + rule.body() + "\" is no field of the request");
}

absl::Status ReadResponseBody(const google::api::HttpRule& rule, Route& route) {
  if (rule.response_body().empty()) return absl::OkStatus();
  route.response_field = route.method->output_type()->FindFieldByName(rule.response_body());
  return route.response_field != nullptr ? absl::OkStatus()
                                         : Bad(*route.method, "response_body \"" + rule.response_body() + "\" is no field of the response");
}

absl::Status ReadRule(const pb::MethodDescriptor& method, const google::api::HttpRule& rule, std::vector<Route>& routes) {
  Route route{.method = &method};
  route.area = AreaOf(method.file()->package());
  route.rpc_path = "/" + method.service()->full_name() + "/" + method.name();
  route.is_public = method.options().GetExtension(api::v1::access).public_();
  route.is_rationed = method.options().GetExtension(api::v1::rationed);
  ReadPattern(rule, route);
  if (route.area.empty()) return Bad(method, "its package is not parley.<area>.v1");
  if (route.http_method == http::Method::kOther) return Bad(method, "it has no HTTP method that is known here");
  if (method.client_streaming()) return Bad(method, "a stream of requests has no JSON form");
  if (method.options().GetExtension(api::v1::mutates)) {
    route.request_id = method.input_type()->FindFieldByName("request_id");
    if (route.request_id == nullptr || route.request_id->type() != pb::FieldDescriptor::TYPE_STRING)
      return Bad(method, "it mutates but has no request_id");
  }
  for (const absl::Status& status : {ReadVariables(route), ReadBody(rule, route), ReadResponseBody(rule, route)}) {
    if (!status.ok()) return status;
  }
  routes.push_back(std::move(route));
  for (const google::api::HttpRule& other : rule.additional_bindings()) {
    absl::Status status = ReadRule(method, other, routes);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

const pb::FieldDescriptor* FindByJsonName(const pb::Descriptor& message, const std::string& name) {
  const pb::FieldDescriptor* field = message.FindFieldByCamelcaseName(name);
  for (int i = 0; field == nullptr && i < message.field_count(); ++i) {
    if (message.field(i)->json_name() == name) field = message.field(i);  // one of the contract's choosing
  }
  return field;
}

}  // namespace

absl::Status ReadService(const pb::ServiceDescriptor& service, std::vector<Route>& routes) {
  for (int i = 0; i < service.method_count(); ++i) {
    const pb::MethodDescriptor& method = *service.method(i);
    if (!method.options().HasExtension(google::api::http)) continue;
    absl::Status status = ReadRule(method, method.options().GetExtension(google::api::http), routes);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

std::string AreaOf(const std::string& package) {
  const std::string prefix = "parley.";
  const size_t end = package.find('.', prefix.size());
  if (package.rfind(prefix, 0) != 0 || end == std::string::npos) return {};
  return package.substr(prefix.size(), end - prefix.size());
}

Route::FieldPath FindFieldPath(const pb::Descriptor& message, std::string_view path) {
  Route::FieldPath result;
  const pb::Descriptor* at = &message;
  while (!path.empty()) {
    if (at == nullptr) return {};
    const size_t dot = path.find('.');
    const std::string name(path.substr(0, dot));
    const pb::FieldDescriptor* field = at->FindFieldByName(name);
    if (field == nullptr) field = FindByJsonName(*at, name);
    if (field == nullptr) return {};
    result.push_back(field);
    at = field->is_repeated() ? nullptr : field->message_type();
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return result;
}

bool IsTaken(const Route& route, const Route::FieldPath& path) {
  if (route.body == Route::Body::kWhole) return true;
  if (route.body_field != nullptr && path.front() == route.body_field) return true;
  return std::find(route.variables.begin(), route.variables.end(), path) != route.variables.end();
}

absl::StatusOr<std::vector<Route>> ReadContracts() {
  std::vector<Route> routes;
  for (const char* name : kProtoFiles) {
    const pb::FileDescriptor* file = pb::DescriptorPool::generated_pool()->FindFileByName(name);
    if (file == nullptr) return absl::InternalError(std::string(name) + " is not linked in");
    for (int i = 0; i < file->service_count(); ++i) {
      const absl::Status status = ReadService(*file->service(i), routes);
      if (!status.ok()) return status;
    }
  }
  return routes;
}

}  // namespace parley::gateway::routes

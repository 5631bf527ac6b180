#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/gateway/http/request.h"

namespace google::protobuf {
class Descriptor;
class FieldDescriptor;
class MethodDescriptor;
class ServiceDescriptor;
}  // namespace google::protobuf

namespace parley::gateway::routes {

// A method of the contracts that has a route (google.api.http), as its descriptor says.
struct Route {
  const google::protobuf::MethodDescriptor* method = nullptr;
  std::string area;      // "catalog", of package parley.catalog.v1
  std::string rpc_path;  // "/parley.catalog.v1.CatalogService/GetRun"
  http::Method http_method = http::Method::kOther;
  std::string path_template;
  // Fields that the template's variables fill, each as the way to it through nested messages.
  using FieldPath = std::vector<const google::protobuf::FieldDescriptor*>;
  std::vector<FieldPath> variables;
  enum class Body { kNone, kWhole, kField };
  Body body = Body::kNone;
  const google::protobuf::FieldDescriptor* body_field = nullptr;
  // The only field of the response that is answered with; null for the whole.
  const google::protobuf::FieldDescriptor* response_field = nullptr;
  // Filled from Idempotency-Key; null for methods that change nothing.
  const google::protobuf::FieldDescriptor* request_id = nullptr;
  bool is_public = false;
  bool is_rationed = false;  // parley.api.v1.rationed
};

// All routes of all contracts (kProtoFiles), additional bindings included. INVALID_ARGUMENT naming the method whose route is not
// understood.
absl::StatusOr<std::vector<Route>> ReadContracts();
// Adds those of one service.
absl::Status ReadService(const google::protobuf::ServiceDescriptor& service, std::vector<Route>& routes);

// Of "parley.catalog.v1": "catalog". Empty for another form.
std::string AreaOf(const std::string& package);

// The way to "user.display_name" from a message; empty when there is no such field.
Route::FieldPath FindFieldPath(const google::protobuf::Descriptor& message, std::string_view path);

// Whether the path or the body gives this field. The query may not then: two sources for one value would be a riddle.
bool IsTaken(const Route& route, const Route::FieldPath& path);

}  // namespace parley::gateway::routes

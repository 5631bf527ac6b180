#include "services/gateway/openapi/document.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <set>

#include "services/gateway/openapi/access.h"
#include "services/gateway/openapi/comments.h"
#include "services/gateway/openapi/operations.h"
#include "services/gateway/openapi/own_addresses.h"
#include "services/gateway/openapi/parts.h"
#include "services/gateway/openapi/responses.h"
#include "services/gateway/openapi/schemas.h"
#include "services/gateway/openapi/types.h"

namespace parley::gateway::openapi {
namespace {

namespace json = boost::json;

constexpr std::string_view kAbout =
    "Virtual exchange for online courses.\n\n"
    "- JSON is protobuf's: lowerCamelCase, 64-bit integers as strings, enums by name. A field that is not set is left out, and an absent "
    "one means "
    "empty, zero or false. Comments name fields as the contracts do: `page_size` is `pageSize`.\n"
    "- Unknown fields and parameters of a request are refused by name; answers may have more fields some day.\n"
    "- What changes something takes a request id, in the body or as `Idempotency-Key`: after a lost connection send the same again.\n"
    "- Errors are `application/problem+json`. Beside those listed, HTTP's own come from any address: 404 and 405 where nothing is, 408, "
    "431.\n"
    "- GET is answered to HEAD too.\n"
    "- The same contracts are served by gRPC to partners' programs.";

json::object Info() { return {{"title", "Parley"}, {"version", "v1"}, {"description", kAbout}}; }

json::array Tags(const std::vector<routes::Route>& contracts, const Comments& comments) {
  json::array tags;
  std::set<std::string> told;
  for (const routes::Route& route : contracts) {
    if (!told.insert(route.area).second) continue;
    tags.push_back({{"name", route.area}, {"description", comments.OfPackage(*route.method->file())}});
  }
  tags.push_back({{"name", "gateway"}, {"description", "The gateway itself."}});
  return tags;
}

absl::StatusOr<json::object> Paths(const std::vector<routes::Route>& contracts, Schemas& schemas, const Comments& comments) {
  json::object paths;
  std::map<const google::protobuf::MethodDescriptor*, int> bindings;
  for (const routes::Route& route : contracts) {
    const std::string path = PathOf(route);
    if (!AddOperation(paths, path, route.http_method, DescribeRoute(route, ++bindings[route.method], schemas, comments))) {
      return absl::AlreadyExistsError(path + " has two methods");
    }
  }
  AddOwnAddresses(paths);
  return paths;
}

json::object Components(Schemas& schemas) {
  json::object named = schemas.Take();
  std::vector<json::key_value_pair*> order;
  for (json::key_value_pair& entry : named) order.push_back(&entry);
  std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->key() < b->key(); });
  json::object sorted{{"Problem", ProblemType()}};
  for (json::key_value_pair* entry : order) sorted[entry->key()] = std::move(entry->value());
  return {{"schemas", std::move(sorted)}, {"responses", SharedProblems()}, {"securitySchemes", SecuritySchemes()}};
}

}  // namespace

absl::StatusOr<json::object> MakeDocument(const std::vector<routes::Route>& contracts) {
  const Comments comments;
  Schemas schemas(comments);
  auto paths = Paths(contracts, schemas, comments);
  if (!paths.ok()) return paths.status();
  json::object document{{"openapi", "3.1.0"}, {"info", Info()}, {"servers", json::array{json::object{{"url", "/"}}}}};
  document["tags"] = Tags(contracts, comments);
  document["paths"] = *std::move(paths);
  document["components"] = Components(schemas);
  return document;
}

absl::StatusOr<std::string> DocumentText() {
  const auto contracts = routes::ReadContracts();
  if (!contracts.ok()) return contracts.status();
  const auto document = MakeDocument(*contracts);
  if (!document.ok()) return document.status();
  return json::serialize(*document);
}

}  // namespace parley::gateway::openapi

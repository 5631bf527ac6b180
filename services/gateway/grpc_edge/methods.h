#pragma once

#include <string>
#include <vector>

namespace parley::gateway::grpc_edge {

// A method that may be called from outside the house.
struct Method {
  std::string path;  // "/parley.catalog.v1.CatalogService/CreateRun"
  std::string area;  // "catalog"
  bool client_streaming = false;
  bool server_streaming = false;
  bool is_rationed = false;  // parley.api.v1.rationed
};

// Those of all contracts whose access lets anybody, users or API clients call. Methods for services of the house are none of them, though
// they act for a user: behind the edge every call comes from the service "gateway".
std::vector<Method> OpenMethods();

}  // namespace parley::gateway::grpc_edge

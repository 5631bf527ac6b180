#include "services/gateway/grpc_edge/methods.h"

#include "google/protobuf/descriptor.h"
#include "parley/api/v1/access.pb.h"
#include "parley/api/v1/rationed.pb.h"
#include "proto/files.h"
#include "services/gateway/routes/contract.h"

namespace parley::gateway::grpc_edge {
namespace {

namespace pb = google::protobuf;

bool IsOpen(const pb::MethodDescriptor& method) {
  const api::v1::Access& access = method.options().GetExtension(api::v1::access);
  if (!access.services().empty()) return false;
  return access.public_() || access.signed_in() || !access.roles().empty() || !access.api_client_scopes().empty();
}

}  // namespace

std::vector<Method> OpenMethods() {
  std::vector<Method> methods;
  for (const char* name : kProtoFiles) {
    const pb::FileDescriptor* file = pb::DescriptorPool::generated_pool()->FindFileByName(name);
    for (int i = 0; file != nullptr && i < file->service_count(); ++i) {
      const pb::ServiceDescriptor& service = *file->service(i);
      for (int j = 0; j < service.method_count(); ++j) {
        const pb::MethodDescriptor& method = *service.method(j);
        if (!IsOpen(method)) continue;
        methods.push_back({"/" + service.full_name() + "/" + method.name(), routes::AreaOf(file->package()), method.client_streaming(),
                           method.server_streaming(), method.options().GetExtension(api::v1::rationed)});
      }
    }
  }
  return methods;
}

}  // namespace parley::gateway::grpc_edge

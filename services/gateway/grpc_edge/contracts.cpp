#include "services/gateway/grpc_edge/contracts.h"

#include <grpcpp/support/status.h>

#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "services/gateway/grpc_edge/methods.h"

namespace parley::gateway::grpc_edge {
namespace {

namespace pb = google::protobuf;
namespace v1 = grpc::reflection::v1;

const pb::DescriptorPool& Pool() { return *pb::DescriptorPool::generated_pool(); }

void Refuse(grpc::StatusCode code, const std::string& message, v1::ServerReflectionResponse& response) {
  response.mutable_error_response()->set_error_code(code);
  response.mutable_error_response()->set_error_message(message);
}

const pb::FileDescriptor* FileOfExtension(const v1::ExtensionRequest& request) {
  const pb::Descriptor* type = Pool().FindMessageTypeByName(request.containing_type());
  const pb::FieldDescriptor* extension = type == nullptr ? nullptr : Pool().FindExtensionByNumber(type, request.extension_number());
  return extension == nullptr ? nullptr : extension->file();
}

}  // namespace

Contracts::Contracts() {
  for (const Method& method : OpenMethods()) {
    // "/parley.catalog.v1.CatalogService/CreateRun"
    const std::string service = method.path.substr(1, method.path.rfind('/') - 1);
    if (services_.insert(service).second) AddFile(*Pool().FindServiceByName(service)->file());
  }
  services_.insert({"grpc.health.v1.Health", v1::ServerReflectionRequest::descriptor()->file()->service(0)->full_name()});
  AddFile(*v1::ServerReflectionRequest::descriptor()->file());
}

void Contracts::AddFile(const pb::FileDescriptor& file) {
  const auto [entry, is_new] = files_.try_emplace(&file);
  if (!is_new) return;
  pb::FileDescriptorProto proto;
  file.CopyTo(&proto);
  entry->second = proto.SerializeAsString();
  for (int i = 0; i < file.dependency_count(); ++i) AddFile(*file.dependency(i));
}

bool Contracts::Has(const pb::FileDescriptor* file) const { return files_.contains(file); }

v1::ServerReflectionResponse Contracts::Answer(const v1::ServerReflectionRequest& request) const {
  using Request = v1::ServerReflectionRequest;
  v1::ServerReflectionResponse response;
  response.set_valid_host(request.host());
  *response.mutable_original_request() = request;
  switch (request.message_request_case()) {
    case Request::kListServices:
      for (const std::string& service : services_) response.mutable_list_services_response()->add_service()->set_name(service);
      break;
    case Request::kFileByFilename:
      Tell(Pool().FindFileByName(request.file_by_filename()), response);
      break;
    case Request::kFileContainingSymbol:
      Tell(Pool().FindFileContainingSymbol(request.file_containing_symbol()), response);
      break;
    case Request::kFileContainingExtension:
      Tell(FileOfExtension(request.file_containing_extension()), response);
      break;
    case Request::kAllExtensionNumbersOfType:
      TellExtensions(request.all_extension_numbers_of_type(), response);
      break;
    case Request::MESSAGE_REQUEST_NOT_SET:
      Refuse(grpc::StatusCode::INVALID_ARGUMENT, "nothing is asked", response);
      break;
  }
  return response;
}

void Contracts::Tell(const pb::FileDescriptor* file, v1::ServerReflectionResponse& response) const {
  if (!Has(file)) return Refuse(grpc::StatusCode::NOT_FOUND, "there is no such file, symbol or extension here", response);
  std::set<const pb::FileDescriptor*> told;
  std::vector<const pb::FileDescriptor*> ahead{file};
  while (!ahead.empty()) {
    const pb::FileDescriptor* next = ahead.back();
    ahead.pop_back();
    if (!told.insert(next).second) continue;
    response.mutable_file_descriptor_response()->add_file_descriptor_proto(files_.at(next));
    for (int i = 0; i < next->dependency_count(); ++i) ahead.push_back(next->dependency(i));
  }
}

void Contracts::TellExtensions(const std::string& type, v1::ServerReflectionResponse& response) const {
  const pb::Descriptor* message = Pool().FindMessageTypeByName(type);
  if (message == nullptr || !Has(message->file())) return Refuse(grpc::StatusCode::NOT_FOUND, "there is no such message here", response);
  response.mutable_all_extension_numbers_response()->set_base_type_name(type);
  std::vector<const pb::FieldDescriptor*> extensions;
  Pool().FindAllExtensions(message, &extensions);
  for (const pb::FieldDescriptor* extension : extensions) {
    if (Has(extension->file())) response.mutable_all_extension_numbers_response()->add_extension_number(extension->number());
  }
}

}  // namespace parley::gateway::grpc_edge

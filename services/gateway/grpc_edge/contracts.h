#pragma once

#include <map>
#include <set>
#include <string>

#include "grpc/reflection/v1/reflection.pb.h"

namespace google::protobuf {
class FileDescriptor;
}  // namespace google::protobuf

namespace parley::gateway::grpc_edge {

// What gRPC server reflection tells of the edge: the services that have a method here, and the files they stand in with all that those
// import. Of the house's other contracts it knows nothing.
class Contracts {
 public:
  Contracts();

  grpc::reflection::v1::ServerReflectionResponse Answer(const grpc::reflection::v1::ServerReflectionRequest& request) const;

 private:
  void AddFile(const google::protobuf::FileDescriptor& file);
  bool Has(const google::protobuf::FileDescriptor* file) const;
  // The file and all that it imports; an error when it is null or not told of.
  void Tell(const google::protobuf::FileDescriptor* file, grpc::reflection::v1::ServerReflectionResponse& response) const;
  void TellExtensions(const std::string& type, grpc::reflection::v1::ServerReflectionResponse& response) const;

  std::set<std::string> services_;
  std::map<const google::protobuf::FileDescriptor*, std::string> files_;  // serialized
};

}  // namespace parley::gateway::grpc_edge

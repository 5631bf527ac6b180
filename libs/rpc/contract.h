#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "parley/api/v1/access.pb.h"

namespace google::protobuf {
class Descriptor;
class FieldDescriptor;
class ServiceDescriptor;
}  // namespace google::protobuf

namespace parley::rpc {

// What a method's contract says of it.
struct Method {
  std::string name;  // "/parley.exchange.v1.ExchangeService/GetVideo"
  api::v1::Access access;
  bool mutates = false;
  const google::protobuf::FieldDescriptor* request_id = nullptr;  // of a method that mutates
};

// The methods a server offers, known by their request messages.
class Contract {
 public:
  // Takes the methods of a service. Returns what is wrong with them, a sentence each.
  std::vector<std::string> Add(const google::protobuf::ServiceDescriptor& service);
  // nullptr when no method takes this message.
  const Method* Find(const google::protobuf::Descriptor* request) const;

 private:
  std::unordered_map<const google::protobuf::Descriptor*, std::unique_ptr<const Method>> methods_;
};

}  // namespace parley::rpc

#pragma once

#include <string>

#include "google/protobuf/descriptor.h"

namespace parley::gateway::openapi {

// What the protos say beside each declaration. The descriptors that protoc compiles in have no comments, so the build hands over a set that
// has.
class Comments {
 public:
  Comments();

  // The comment in one line a paragraph; empty where there is none.
  template <class Descriptor>
  std::string Of(const Descriptor& declared) const {
    google::protobuf::SourceLocation location;
    const auto* commented = Find(declared);
    return commented != nullptr && commented->GetSourceLocation(&location) ? Text(location) : std::string();
  }
  // Of the file as a whole: what stands before its package.
  std::string OfPackage(const google::protobuf::FileDescriptor& file) const;

 private:
  const google::protobuf::Descriptor* Find(const google::protobuf::Descriptor& message) const;
  const google::protobuf::FieldDescriptor* Find(const google::protobuf::FieldDescriptor& field) const;
  const google::protobuf::OneofDescriptor* Find(const google::protobuf::OneofDescriptor& oneof) const;
  const google::protobuf::EnumDescriptor* Find(const google::protobuf::EnumDescriptor& type) const;
  const google::protobuf::EnumValueDescriptor* Find(const google::protobuf::EnumValueDescriptor& value) const;
  const google::protobuf::MethodDescriptor* Find(const google::protobuf::MethodDescriptor& method) const;
  static std::string Text(const google::protobuf::SourceLocation& location);

  google::protobuf::DescriptorPool pool_;
};

}  // namespace parley::gateway::openapi

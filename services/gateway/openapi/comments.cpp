#include "services/gateway/openapi/comments.h"

#include <string_view>
#include <vector>

#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.pb.h"
#include "services/gateway/http/request.h"
#include "services/gateway/openapi/embedded.inc.h"

namespace parley::gateway::openapi {

namespace pb = google::protobuf;

Comments::Comments() {
  pb::FileDescriptorSet files;
  files.ParseFromArray(kDescriptors, sizeof kDescriptors);
  // protoc writes what is imported first.
  for (const pb::FileDescriptorProto& file : files.file()) pool_.BuildFile(file);
}

const pb::Descriptor* Comments::Find(const pb::Descriptor& message) const { return pool_.FindMessageTypeByName(message.full_name()); }
const pb::FieldDescriptor* Comments::Find(const pb::FieldDescriptor& field) const { return pool_.FindFieldByName(field.full_name()); }
const pb::OneofDescriptor* Comments::Find(const pb::OneofDescriptor& oneof) const { return pool_.FindOneofByName(oneof.full_name()); }
const pb::EnumDescriptor* Comments::Find(const pb::EnumDescriptor& type) const { return pool_.FindEnumTypeByName(type.full_name()); }
const pb::EnumValueDescriptor* Comments::Find(const pb::EnumValueDescriptor& value) const {
  return pool_.FindEnumValueByName(value.full_name());
}
const pb::MethodDescriptor* Comments::Find(const pb::MethodDescriptor& method) const { return pool_.FindMethodByName(method.full_name()); }

std::string Comments::OfPackage(const pb::FileDescriptor& file) const {
  pb::SourceLocation location;
  const pb::FileDescriptor* commented = pool_.FindFileByName(file.name());
  const bool found = commented != nullptr && commented->GetSourceLocation({pb::FileDescriptorProto::kPackageFieldNumber}, &location);
  return found ? Text(location) : std::string();
}

std::string Comments::Text(const pb::SourceLocation& location) {
  const std::string written = location.leading_comments + location.trailing_comments;
  std::string text;
  bool paragraph_ends = false;
  for (const std::string& whole : std::vector<std::string>(absl::StrSplit(written, '\n'))) {
    const std::string_view line = http::Trim(whole);
    if (!line.empty() && !text.empty()) text.append(paragraph_ends ? "\n\n" : " ");
    text.append(line);
    paragraph_ends = line.empty();
  }
  return text;
}

}  // namespace parley::gateway::openapi

#include "libs/events/subject.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <stdexcept>
#include <string_view>

#include "parley/api/v1/subject.pb.h"

namespace parley::events {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string TextOf(const Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return std::to_string(reflection.GetEnumValue(message, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(reflection.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return std::to_string(reflection.GetInt64(message, &field));
    default:
      throw std::logic_error("a subject can't be told by " + field.full_name());
  }
}

// The value at `path`, such as "run.run_id".
std::string ValueAt(const Message& message, std::string_view path) {
  const size_t dot = path.find('.');
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(std::string(path.substr(0, dot)));
  const bool deeper = dot != std::string_view::npos;
  if (field == nullptr || field->is_repeated() || deeper != (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE)) {
    throw std::logic_error(message.GetTypeName() + " has no " + std::string(path) + " to tell a subject by");
  }
  return deeper ? ValueAt(message.GetReflection()->GetMessage(message, field), path.substr(dot + 1)) : TextOf(message, *field);
}

}  // namespace

std::string SubjectOf(const Message& event) {
  const std::string& pattern = event.GetDescriptor()->options().GetExtension(api::v1::subject);
  std::string subject;
  for (std::string_view rest = pattern; !rest.empty();) {
    const size_t open = rest.find('{');
    subject.append(rest.substr(0, open));
    if (open == std::string_view::npos) break;
    const size_t close = rest.find('}', open);
    if (close == std::string_view::npos) throw std::logic_error("an unended brace in the subject of " + event.GetTypeName());
    subject.append(ValueAt(event, rest.substr(open + 1, close - open - 1)));
    rest.remove_prefix(close + 1);
  }
  return subject;
}

}  // namespace parley::events

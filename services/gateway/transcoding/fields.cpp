#include "services/gateway/transcoding/fields.h"

#include <cmath>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/util/field_mask_util.h"
#include "google/protobuf/util/time_util.h"
#include "google/protobuf/wrappers.pb.h"
#include "libs/errors/error.h"

namespace parley::gateway::transcoding {
namespace {

namespace pb = google::protobuf;
using pb::FieldDescriptor;

// A value put into a field: set, or added to a repeated one.
struct Slot {
  pb::Message& message;
  const FieldDescriptor& field;
  const pb::Reflection& reflection = *message.GetReflection();

  pb::Message& Message() const {
    return field.is_repeated() ? *reflection.AddMessage(&message, &field) : *reflection.MutableMessage(&message, &field);
  }
};

#define PARLEY_PUT(Type, slot, value)                                                                \
  ((slot).field.is_repeated() ? (slot).reflection.Add##Type(&(slot).message, &(slot).field, (value)) \
                              : (slot).reflection.Set##Type(&(slot).message, &(slot).field, (value)))

bool PutEnum(const Slot& slot, const std::string& text) {
  if (const auto* value = slot.field.enum_type()->FindValueByName(text)) {
    PARLEY_PUT(EnumValue, slot, value->number());
    return true;
  }
  int32_t number = 0;
  if (!absl::SimpleAtoi(text, &number)) return false;
  PARLEY_PUT(EnumValue, slot, number);
  return true;
}

bool PutText(const Slot& slot, const std::string& text) {
  if (slot.field.type() != FieldDescriptor::TYPE_BYTES) {
    PARLEY_PUT(String, slot, text);
    return true;
  }
  std::string bytes;
  if (!absl::Base64Unescape(text, &bytes) && !absl::WebSafeBase64Unescape(text, &bytes)) return false;
  PARLEY_PUT(String, slot, bytes);
  return true;
}

bool PutBool(const Slot& slot, const std::string& text) {
  if (text != "true" && text != "false") return false;
  PARLEY_PUT(Bool, slot, text == "true");
  return true;
}

template <class Value, class Put>
bool PutNumber(const std::string& text, bool (*parse)(const std::string&, Value*), Put put) {
  Value value{};
  if (!parse(text, &value)) return false;
  put(value);
  return true;
}

template <class Value>
bool ParseInteger(const std::string& text, Value* value) {
  return absl::SimpleAtoi(text, value);
}
// As JSON has them: what is too large is no number, and what is none has three names.
template <class Value>
bool IsNumber(const std::string& text, Value value) {
  return std::isfinite(value) || text == "NaN" || text == "Infinity" || text == "-Infinity";
}
bool ParseFloat(const std::string& text, float* value) { return absl::SimpleAtof(text, value) && IsNumber(text, *value); }
bool ParseDouble(const std::string& text, double* value) { return absl::SimpleAtod(text, value) && IsNumber(text, *value); }

bool PutScalar(const Slot& slot, const std::string& text) {
  switch (slot.field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return PutText(slot, text);
    case FieldDescriptor::CPPTYPE_ENUM:
      return PutEnum(slot, text);
    case FieldDescriptor::CPPTYPE_BOOL:
      return PutBool(slot, text);
    case FieldDescriptor::CPPTYPE_INT32:
      return PutNumber<int32_t>(text, ParseInteger<int32_t>, [&](int32_t value) { PARLEY_PUT(Int32, slot, value); });
    case FieldDescriptor::CPPTYPE_INT64:
      return PutNumber<int64_t>(text, ParseInteger<int64_t>, [&](int64_t value) { PARLEY_PUT(Int64, slot, value); });
    case FieldDescriptor::CPPTYPE_UINT32:
      return PutNumber<uint32_t>(text, ParseInteger<uint32_t>, [&](uint32_t value) { PARLEY_PUT(UInt32, slot, value); });
    case FieldDescriptor::CPPTYPE_UINT64:
      return PutNumber<uint64_t>(text, ParseInteger<uint64_t>, [&](uint64_t value) { PARLEY_PUT(UInt64, slot, value); });
    case FieldDescriptor::CPPTYPE_FLOAT:
      return PutNumber<float>(text, ParseFloat, [&](float value) { PARLEY_PUT(Float, slot, value); });
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return PutNumber<double>(text, ParseDouble, [&](double value) { PARLEY_PUT(Double, slot, value); });
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return false;
  }
  return false;
}

#undef PARLEY_PUT

// Messages whose JSON form is one text.
bool PutWellKnown(const Slot& slot, const std::string& text) {
  switch (slot.field.message_type()->well_known_type()) {
    case pb::Descriptor::WELLKNOWNTYPE_TIMESTAMP:
      return pb::util::TimeUtil::FromString(text, static_cast<pb::Timestamp*>(&slot.Message()));
    case pb::Descriptor::WELLKNOWNTYPE_DURATION:
      return pb::util::TimeUtil::FromString(text, static_cast<pb::Duration*>(&slot.Message()));
    case pb::Descriptor::WELLKNOWNTYPE_FIELDMASK:
      return pb::util::FieldMaskUtil::FromJsonString(text, static_cast<pb::FieldMask*>(&slot.Message()));
    case pb::Descriptor::WELLKNOWNTYPE_DOUBLEVALUE:
    case pb::Descriptor::WELLKNOWNTYPE_FLOATVALUE:
    case pb::Descriptor::WELLKNOWNTYPE_INT64VALUE:
    case pb::Descriptor::WELLKNOWNTYPE_UINT64VALUE:
    case pb::Descriptor::WELLKNOWNTYPE_INT32VALUE:
    case pb::Descriptor::WELLKNOWNTYPE_UINT32VALUE:
    case pb::Descriptor::WELLKNOWNTYPE_STRINGVALUE:
    case pb::Descriptor::WELLKNOWNTYPE_BYTESVALUE:
    case pb::Descriptor::WELLKNOWNTYPE_BOOLVALUE:
      return PutScalar({slot.Message(), *slot.field.message_type()->FindFieldByNumber(1)}, text);
    default:
      return false;
  }
}

std::string Expectation(const FieldDescriptor& field) {
  if (field.is_map()) return "A map can't be given here.";
  if (const pb::EnumDescriptor* type = field.enum_type()) return "Must be one of the names of " + type->full_name() + ".";
  if (const pb::Descriptor* type = field.message_type()) {
    return type->well_known_type() == pb::Descriptor::WELLKNOWNTYPE_UNSPECIFIED ? "Give one of its fields instead."
                                                                                : "Must be the JSON text of a " + type->full_name() + ".";
  }
  if (field.type() == FieldDescriptor::TYPE_BYTES) return "Must be base64.";
  return std::string("Must be a value of type ") + field.cpp_type_name() + ".";
}

}  // namespace

std::string PathName(const routes::Route::FieldPath& path) {
  std::string name;
  for (const FieldDescriptor* field : path) name.append(name.empty() ? "" : ".").append(field->name());
  return name;
}

absl::Status SetField(pb::Message& message, const routes::Route::FieldPath& path, const std::string& text) {
  pb::Message* at = &message;
  for (size_t i = 0; i + 1 < path.size(); ++i) at = at->GetReflection()->MutableMessage(at, path[i]);
  const FieldDescriptor& field = *path.back();
  const Slot slot{*at, field};
  const bool done = !field.is_map() && (field.message_type() != nullptr ? PutWellKnown(slot, text) : PutScalar(slot, text));
  return done ? absl::OkStatus() : errors::InvalidField(PathName(path), Expectation(field));
}

}  // namespace parley::gateway::transcoding

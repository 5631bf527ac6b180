#include "services/gateway/transcoding/json_plan.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/gateway/transcoding/json_text.h"

namespace parley::gateway::transcoding {

namespace pb = google::protobuf;
using pb::FieldDescriptor;

// All plans there are. Built before the first request; the lock guards tests and late types.
class PlanBook {
 public:
  absl::StatusOr<const JsonPlan*> Find(const pb::Descriptor& type) {
    const std::lock_guard lock(mutex_);
    return Make(type);
  }

 private:
  absl::StatusOr<const JsonPlan*> Make(const pb::Descriptor& type) {
    const auto known = plans_.find(&type);
    if (known != plans_.end()) return known->second.get();
    JsonPlan& plan = *(plans_[&type] = std::make_unique<JsonPlan>());
    const absl::Status status = Fill(type, plan);
    if (!status.ok()) {
      plans_.erase(&type);
      return status;
    }
    return &plan;
  }

  static absl::StatusOr<JsonPlan::Form> FormOf(const pb::Descriptor& type) {
    switch (type.well_known_type()) {
      case pb::Descriptor::WELLKNOWNTYPE_UNSPECIFIED:
        return JsonPlan::Form::kFields;
      case pb::Descriptor::WELLKNOWNTYPE_TIMESTAMP:
        return JsonPlan::Form::kTimestamp;
      case pb::Descriptor::WELLKNOWNTYPE_DURATION:
        return JsonPlan::Form::kDuration;
      case pb::Descriptor::WELLKNOWNTYPE_FIELDMASK:
        return JsonPlan::Form::kFieldMask;
      case pb::Descriptor::WELLKNOWNTYPE_ANY:
      case pb::Descriptor::WELLKNOWNTYPE_VALUE:
      case pb::Descriptor::WELLKNOWNTYPE_LISTVALUE:
      case pb::Descriptor::WELLKNOWNTYPE_STRUCT:
        return absl::UnimplementedError(type.full_name() + " has no JSON plan");
      default:
        return JsonPlan::Form::kWrapper;
    }
  }

  absl::Status Fill(const pb::Descriptor& type, JsonPlan& plan) {
    const auto form = FormOf(type);
    if (!form.ok()) return form.status();
    plan.form_ = *form;
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      JsonPlan::Field entry{.field = &field, .key = "\"" + field.json_name() + "\":", .message = nullptr, .repeated = field.is_repeated()};
      if (field.message_type() != nullptr) {
        const auto message = Make(*field.message_type());
        if (!message.ok()) return message.status();
        entry.message = *message;
      }
      plan.fields_.push_back(std::move(entry));
    }
    std::sort(plan.fields_.begin(), plan.fields_.end(), [](const auto& a, const auto& b) { return a.field->number() < b.field->number(); });
    return absl::OkStatus();
  }

  std::mutex mutex_;
  std::unordered_map<const pb::Descriptor*, std::unique_ptr<JsonPlan>> plans_;
};

namespace {

void AppendEnum(const FieldDescriptor& field, int number, std::string& out) {
  const pb::EnumValueDescriptor* value = field.enum_type()->FindValueByNumber(number);
  if (value == nullptr) return AppendInteger(number, out);
  out.append("\"").append(value->name()).append("\"");
}

template <class Append>
void Quoted(std::string& out, Append append) {
  out.push_back('"');
  append();
  out.push_back('"');
}

// A scalar of a singular field, or the element `at` of a repeated one (at >= 0).
void AppendScalar(const pb::Message& message, const FieldDescriptor& field, int at, std::string& out) {
  const pb::Reflection& reflection = *message.GetReflection();
  const bool one = at < 0;
#define PARLEY_GET(Type) (one ? reflection.Get##Type(message, &field) : reflection.GetRepeated##Type(message, &field, at))
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string scratch;
      const std::string& text = one ? reflection.GetStringReference(message, &field, &scratch)
                                    : reflection.GetRepeatedStringReference(message, &field, at, &scratch);
      return field.type() == FieldDescriptor::TYPE_BYTES ? AppendBytes(text, out) : AppendString(text, out);
    }
    case FieldDescriptor::CPPTYPE_ENUM:
      return AppendEnum(field, PARLEY_GET(EnumValue), out);
    case FieldDescriptor::CPPTYPE_BOOL:
      return void(out.append(PARLEY_GET(Bool) ? "true" : "false"));
    case FieldDescriptor::CPPTYPE_INT32:
      return AppendInteger(PARLEY_GET(Int32), out);
    case FieldDescriptor::CPPTYPE_UINT32:
      return AppendUnsigned(PARLEY_GET(UInt32), out);
    case FieldDescriptor::CPPTYPE_INT64:
      return Quoted(out, [&] { AppendInteger(PARLEY_GET(Int64), out); });
    case FieldDescriptor::CPPTYPE_UINT64:
      return Quoted(out, [&] { AppendUnsigned(PARLEY_GET(UInt64), out); });
    case FieldDescriptor::CPPTYPE_FLOAT:
      return AppendFloat(PARLEY_GET(Float), out);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return AppendDouble(PARLEY_GET(Double), out);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return;
  }
#undef PARLEY_GET
}

}  // namespace

absl::StatusOr<const JsonPlan*> JsonPlan::For(const pb::Descriptor& type) {
  static PlanBook* const kBook = new PlanBook();  // never destroyed: threads may outlive statics
  return kBook->Find(type);
}

void JsonPlan::AppendSingle(const pb::Message& message, const Field& field, std::string& out) {
  if (field.message != nullptr) return field.message->Append(message.GetReflection()->GetMessage(message, field.field), out);
  AppendScalar(message, *field.field, -1, out);
}

void JsonPlan::AppendRepeated(const pb::Message& message, const Field& field, std::string& out) {
  const pb::Reflection& reflection = *message.GetReflection();
  const int size = reflection.FieldSize(message, field.field);
  out.push_back('[');
  for (int i = 0; i < size; ++i) {
    if (i > 0) out.push_back(',');
    if (field.message != nullptr) {
      field.message->Append(reflection.GetRepeatedMessage(message, field.field, i), out);
    } else {
      AppendScalar(message, *field.field, i, out);
    }
  }
  out.push_back(']');
}

void JsonPlan::AppendMap(const pb::Message& message, const Field& field, std::string& out) {
  const pb::Reflection& reflection = *message.GetReflection();
  const int size = reflection.FieldSize(message, field.field);
  const Field& key = field.message->fields_[0];
  const Field& value = field.message->fields_[1];
  out.push_back('{');
  for (int i = 0; i < size; ++i) {
    if (i > 0) out.push_back(',');
    const pb::Message& entry = reflection.GetRepeatedMessage(message, field.field, i);
    std::string name;
    AppendScalar(entry, *key.field, -1, name);
    out.append(name.front() == '"' ? name : "\"" + name + "\"").push_back(':');
    AppendSingle(entry, value, out);
  }
  out.push_back('}');
}

void JsonPlan::AppendFields(const pb::Message& message, std::string& out) const {
  const pb::Reflection& reflection = *message.GetReflection();
  char before = '{';
  for (const Field& field : fields_) {
    const bool present = field.repeated ? reflection.FieldSize(message, field.field) > 0 : reflection.HasField(message, field.field);
    if (!present) continue;
    out.push_back(before);
    before = ',';
    out.append(field.key);
    AppendPresent(message, field, out);
  }
  if (before == '{') out.push_back('{');
  out.push_back('}');
}

void JsonPlan::AppendPresent(const pb::Message& message, const Field& field, std::string& out) {
  if (!field.repeated) {
    AppendSingle(message, field, out);
  } else if (field.field->is_map()) {
    AppendMap(message, field, out);
  } else {
    AppendRepeated(message, field, out);
  }
}

void JsonPlan::AppendAnswer(const pb::Message& message, const FieldDescriptor* response_field, std::string& out) const {
  if (response_field == nullptr) return Append(message, out);
  const auto field = std::find_if(fields_.begin(), fields_.end(), [&](const Field& each) { return each.field == response_field; });
  const bool absent = field->message != nullptr && !field->repeated && !message.GetReflection()->HasField(message, response_field);
  if (absent) {
    out.append("null");
  } else {
    AppendPresent(message, *field, out);
  }
}

void JsonPlan::Append(const pb::Message& message, std::string& out) const {
  switch (form_) {
    case Form::kFields:
      return AppendFields(message, out);
    case Form::kTimestamp:
      return AppendTimestamp(static_cast<const pb::Timestamp&>(message), out);
    case Form::kDuration:
      return AppendDuration(static_cast<const pb::Duration&>(message), out);
    case Form::kFieldMask:
      return AppendFieldMask(static_cast<const pb::FieldMask&>(message), out);
    case Form::kWrapper:
      return AppendSingle(message, fields_.front(), out);
  }
}

}  // namespace parley::gateway::transcoding

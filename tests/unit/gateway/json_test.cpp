#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

#include "catch2/catch.hpp"
#include "google/protobuf/any.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/message.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/wrappers.pb.h"
#include "google/rpc/error_details.pb.h"
#include "parley/catalog/v1/run.pb.h"
#include "proto/files.h"
#include "services/gateway/http/target.h"
#include "services/gateway/transcoding/json_plan.h"
#include "services/gateway/transcoding/json_text.h"
#include "tests/support/sample.pb.h"
#include "tests/support/status_matchers.h"

namespace parley::gateway::transcoding {
namespace {

namespace pb = google::protobuf;
using pb::FieldDescriptor;

std::string Ours(const pb::Message& message) {
  const auto plan = JsonPlan::For(*message.GetDescriptor());
  REQUIRE_THAT(plan.status(), test::IsOk());
  std::string json;
  (*plan)->Append(message, json);
  return json;
}

std::string Theirs(const pb::Message& message) {
  std::string json;
  REQUIRE(pb::util::MessageToJsonString(message, &json).ok());
  return json;
}

void AppendUtf8(uint32_t c, std::string& out) {
  const auto put = [&](uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xc0 | (c >> 6));
  } else {
    if (c < 0x10000) {
      put(0xe0 | (c >> 12));
    } else {
      put(0xf0 | (c >> 18));
      put(0x80 | ((c >> 12) & 0x3f));
    }
    put(0x80 | ((c >> 6) & 0x3f));
  }
  put(0x80 | (c & 0x3f));
}

// Messages of any type, filled at random: a fixed seed, so that a failure comes again.
class RandomMessages {
 public:
  explicit RandomMessages(uint32_t seed) : random_(seed) {}

  void Fill(pb::Message& message, int depth) {
    const pb::Descriptor& type = *message.GetDescriptor();
    switch (type.well_known_type()) {
      case pb::Descriptor::WELLKNOWNTYPE_TIMESTAMP:
        return FillTime(message, -62135596800, 253402300799);
      case pb::Descriptor::WELLKNOWNTYPE_DURATION:
        return FillTime(message, -315576000000, 315576000000);
      case pb::Descriptor::WELLKNOWNTYPE_FIELDMASK:
        return FillMask(message);
      default:
        break;
    }
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      const int count = field.is_map() ? Below(2) : field.is_repeated() ? Below(4) : Below(3) > 0 ? 1 : 0;
      for (int at = 0; at < count; ++at) Put(message, field, depth);
    }
  }

 private:
  int Below(int bound) { return static_cast<int>(random_() % static_cast<uint32_t>(bound)); }
  int64_t Number() {
    const int64_t edges[] = {0, 1, -1, 2147483647, -2147483648LL, INT64_MAX, INT64_MIN, 9007199254740993};
    return Below(2) == 0 ? edges[Below(8)] : static_cast<int64_t>((uint64_t{random_()} << 32) | random_());
  }

  std::string Text() {
    std::string text;
    const uint32_t blocks[] = {0x80, 0x100, 0x700, 0x1800, 0x2100, 0xd800, 0x110000};
    for (int i = Below(12); i > 0; --i) {
      const uint32_t c = random_() % blocks[Below(7)];
      AppendUtf8(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c, text);
    }
    return text;
  }

  std::string Bytes() {
    std::string bytes(static_cast<size_t>(Below(12)), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random_());
    return bytes;
  }

  void FillTime(pb::Message& message, int64_t least, int64_t most) {
    const int32_t nanos[] = {0, 1, 1000, 1000000, 999999999, 500000000, 123456000};
    const int64_t seconds = least + static_cast<int64_t>((uint64_t{random_()} << 20 | random_()) % static_cast<uint64_t>(most - least + 1));
    int32_t fraction = nanos[Below(7)];
    if (message.GetDescriptor()->well_known_type() == pb::Descriptor::WELLKNOWNTYPE_DURATION && seconds < 0) fraction = -fraction;
    message.GetReflection()->SetInt64(&message, message.GetDescriptor()->FindFieldByNumber(1), seconds);
    message.GetReflection()->SetInt32(&message, message.GetDescriptor()->FindFieldByNumber(2), fraction);
  }

  void FillMask(pb::Message& message) {
    const char* paths[] = {"user", "display_name", "user.display_name", "a_b_c.d", "\"q\"\n"};
    for (int i = Below(4); i > 0; --i) message.GetReflection()->AddString(&message, message.GetDescriptor()->field(0), paths[Below(5)]);
  }

  double Real() {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double edges[] = {0, -0.0, 1, -1.5, 0.1, 1e300, 1e-300, 3.141592653589793, infinity, -infinity, std::nan(""), 16777217};
    return Below(2) == 0 ? edges[Below(12)] : static_cast<double>(Number()) / (1 + Below(1000));
  }

#define PARLEY_PUT(Type, value) \
  (field.is_repeated() ? reflection.Add##Type(&message, &field, value) : reflection.Set##Type(&message, &field, value))
  void Put(pb::Message& message, const FieldDescriptor& field, int depth) {
    const pb::Reflection& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return PARLEY_PUT(String, field.type() == FieldDescriptor::TYPE_BYTES ? Bytes() : Text());
      case FieldDescriptor::CPPTYPE_BOOL:
        return PARLEY_PUT(Bool, Below(2) == 0);
      case FieldDescriptor::CPPTYPE_ENUM:
        return PARLEY_PUT(EnumValue, Below(field.enum_type()->value_count() + 3) - 1);
      case FieldDescriptor::CPPTYPE_INT32:
        return PARLEY_PUT(Int32, static_cast<int32_t>(Number()));
      case FieldDescriptor::CPPTYPE_UINT32:
        return PARLEY_PUT(UInt32, static_cast<uint32_t>(Number()));
      case FieldDescriptor::CPPTYPE_INT64:
        return PARLEY_PUT(Int64, Number());
      case FieldDescriptor::CPPTYPE_UINT64:
        return PARLEY_PUT(UInt64, static_cast<uint64_t>(Number()));
      case FieldDescriptor::CPPTYPE_FLOAT:
        return PARLEY_PUT(Float, static_cast<float>(Real()));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return PARLEY_PUT(Double, Real());
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (depth < 6)
          Fill(field.is_repeated() ? *reflection.AddMessage(&message, &field) : *reflection.MutableMessage(&message, &field), depth + 1);
    }
  }
#undef PARLEY_PUT

  std::mt19937 random_;
};

void AddTypes(const pb::Descriptor& type, std::vector<const pb::Descriptor*>& types) {
  if (!type.options().map_entry()) types.push_back(&type);
  for (int i = 0; i < type.nested_type_count(); ++i) AddTypes(*type.nested_type(i), types);
}

std::vector<const pb::Descriptor*> AllTypes() {
  std::vector<std::string> names(std::begin(kProtoFiles), std::end(kProtoFiles));
  for (const auto* type : {google::rpc::ErrorInfo::descriptor(), pb::Int64Value::descriptor(), sample::v1::Sample::descriptor()})
    names.push_back(type->file()->name());
  std::vector<const pb::Descriptor*> types;
  for (const std::string& name : names) {
    const pb::FileDescriptor* file = pb::DescriptorPool::generated_pool()->FindFileByName(name);
    REQUIRE(file != nullptr);
    for (int i = 0; i < file->message_type_count(); ++i) AddTypes(*file->message_type(i), types);
  }
  return types;
}

// How many messages are tried: ten thousand, or PARLEY_RANDOM_MESSAGES.
size_t Messages() {
  const char* given = std::getenv("PARLEY_RANDOM_MESSAGES");
  return given == nullptr ? 10'000 : std::stoul(given);
}

TEST_CASE("our JSON is protobuf's JSON, for random messages of every type there is") {
  RandomMessages random(20261123);
  const auto types = AllTypes();
  CHECK(types.size() > 70);
  const size_t rounds = Messages() / types.size() + 1;
  for (const pb::Descriptor* type : types) {
    CAPTURE(type->full_name());
    const pb::Message* prototype = pb::MessageFactory::generated_factory()->GetPrototype(type);
    for (size_t round = 0; round < rounds; ++round) {
      std::unique_ptr<pb::Message> message(prototype->New());
      if (round > 0) random.Fill(*message, 0);
      const std::string ours = Ours(*message);
      if (ours != Theirs(*message)) REQUIRE(ours == Theirs(*message));
    }
  }
}

TEST_CASE("every character is escaped as protobuf escapes it") {
  pb::StringValue value;
  for (uint32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    AppendUtf8(c, *value.mutable_value());
    if (c % 64 != 63) continue;  // 64 at a time
    if (Ours(value) != Theirs(value)) {
      CAPTURE(c);
      REQUIRE(Ours(value) == Theirs(value));
    }
    value.clear_value();
  }
}

TEST_CASE("what a browser reads is what the contract says") {
  catalog::v1::Run run;
  CHECK(Ours(run) == "{}");
  run.set_title("\"Qui\"\n<b>");
  run.set_format(catalog::v1::Run::FORMAT_BLENDED);
  run.mutable_video_limits()->set_max_size_bytes(314572800);
  run.mutable_video_limits()->mutable_min_duration()->set_seconds(5);
  run.mutable_start_time()->set_seconds(1767323045);
  run.add_working_languages("ar");
  CHECK(Ours(run) ==
        R"({"title":"\"Qui\"\n\u003cb\u003e","format":"FORMAT_BLENDED","startTime":"2026-01-02T03:04:05Z","workingLanguages":["ar"],)"
        R"("videoLimits":{"minDuration":"5s","maxSizeBytes":"314572800"}})");
}

TEST_CASE("types whose JSON depends on their content are refused before they are served") {
  CHECK_THAT(JsonPlan::For(*pb::Any::descriptor()).status(), test::HasCode(absl::StatusCode::kUnimplemented));
  CHECK_THAT(JsonPlan::For(*pb::Struct::descriptor()).status(), test::HasCode(absl::StatusCode::kUnimplemented));
}

}  // namespace
}  // namespace parley::gateway::transcoding

#include "services/gateway/openapi/examples.h"

#include <boost/json/array.hpp>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "services/gateway/openapi/marks.h"

namespace parley::gateway::openapi {
namespace {

namespace json = boost::json;
namespace pb = google::protobuf;
using pb::FieldDescriptor;

constexpr std::string_view kUuid = "01900000-0000-7000-8000-000000000001";

// By how a field's name ends; the first that fits.
constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
    {"email", "amal@student.example"},
    {"_url", "https://meet.example/room"},
    {"time_zone", "Asia/Beirut"},
    {"locale", "en"},
    {"languages", "en"},
    {"language", "en"},
    {"country", "LB"},
    {"scopes", "runs.write"},
    {"media_type", "video/mp4"},
    {"display_name", "Amal"},
    {"title", "Voices across the sea"},
};

// What the contract itself gives as one: `for example "ar"`.
std::string_view NamedIn(std::string_view comment) {
  constexpr std::string_view kWords = "for example \"";
  const size_t at = comment.find(kWords);
  if (at == std::string_view::npos) return {};
  comment.remove_prefix(at + kWords.size());
  return comment.substr(0, comment.find('"'));
}

std::string TextExample(const FieldDescriptor& field, const std::string& comment) {
  const std::string& name = field.name();
  if (absl::StartsWith(comment, "UUID") || absl::EndsWith(name, "_id") || absl::EndsWith(name, "_ids")) return std::string(kUuid);
  if (const std::string_view named = NamedIn(comment); !named.empty()) return std::string(named);
  for (const auto& [ending, text] : kTexts) {
    if (name.ends_with(ending)) return std::string(text);
  }
  return absl::StrReplaceAll(name, {{"_", " "}});
}

json::value NumberExample(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return true;
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return 0.5;
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT64:
      return absl::EndsWith(field.name(), "bytes") ? "1048576" : "1";
    default:
      return field.name() == "page_size" ? 20 : 1;
  }
}

json::value MessageExample(const FieldDescriptor& field, const Comments& comments) {
  const bool ends = absl::StrContains(field.name(), "end") || absl::StrContains(field.name(), "close");
  switch (field.message_type()->well_known_type()) {
    case pb::Descriptor::WELLKNOWNTYPE_UNSPECIFIED:
      return ExampleOf(*field.message_type(), {}, comments);
    case pb::Descriptor::WELLKNOWNTYPE_TIMESTAMP:
      return ends ? "2030-03-11T09:00:00Z" : "2030-03-04T09:00:00Z";
    case pb::Descriptor::WELLKNOWNTYPE_DURATION:
      return field.name() == "min_duration" ? "5s" : field.name() == "max_duration" ? "180s" : "7200s";
    case pb::Descriptor::WELLKNOWNTYPE_FIELDMASK:
      return "displayName";
    default:
      return ExampleOf(*field.message_type()->FindFieldByNumber(1), comments);
  }
}

json::value SingleExample(const FieldDescriptor& field, const Comments& comments) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) return MessageExample(field, comments);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    return json::value(field.enum_type()->value(field.enum_type()->value_count() > 1 ? 1 : 0)->name());
  }
  if (field.type() == FieldDescriptor::TYPE_BYTES) return "AAEC";
  if (field.type() == FieldDescriptor::TYPE_STRING) return json::value(TextExample(field, comments.Of(field)));
  return NumberExample(field);
}

bool IsLeftOut(const FieldDescriptor& field, const Comments& comments) {
  return field.name() == "page_token" || MarksOf(field, comments.Of(field)).assigned;
}

// "Exactly one of prompt_id and reply_to_video_id": the second, once the first is given.
bool IsExcluded(const FieldDescriptor& field, const Comments& comments) {
  if (field.real_containing_oneof() != nullptr && field.index_in_oneof() > 0) return true;
  for (int i = 0; i < field.index(); ++i) {
    const std::string comment = comments.Of(*field.containing_type()->field(i));
    const size_t choice = comment.find("Exactly one of ");
    if (choice != std::string::npos && absl::StrContains(comment.substr(choice), " and " + field.name())) return true;
  }
  return false;
}

}  // namespace

json::value ExampleOf(const FieldDescriptor& field, const Comments& comments) {
  if (field.is_map()) return json::object{{"key", SingleExample(*field.message_type()->FindFieldByNumber(2), comments)}};
  json::value single = SingleExample(field, comments);
  return field.is_repeated() ? json::value(json::array{std::move(single)}) : single;
}

json::object ExampleOf(const pb::Descriptor& message, const Schemas::Fields& given, const Comments& comments) {
  json::object example;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (given.contains(&field) || IsLeftOut(field, comments) || IsExcluded(field, comments)) continue;
    example[field.json_name()] = ExampleOf(field, comments);
  }
  return example;
}

}  // namespace parley::gateway::openapi

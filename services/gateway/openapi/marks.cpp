#include "services/gateway/openapi/marks.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace parley::gateway::openapi {
namespace {

// run_id of Run.
bool IsOwnId(const google::protobuf::FieldDescriptor& field) {
  std::string lowered;
  for (const char c : field.containing_type()->name()) {
    if (absl::ascii_isupper(c) && !lowered.empty()) lowered.push_back('_');
    lowered.push_back(absl::ascii_tolower(c));
  }
  return field.name() == lowered + "_id";
}

}  // namespace

Marks MarksOf(const google::protobuf::FieldDescriptor& field, const std::string& comment) {
  const std::string& name = field.name();
  Marks marks;
  marks.read_only = absl::StrContains(comment, "Read only") || absl::StrContains(comment, "Output only");
  marks.input_only = absl::StrContains(comment, "Input only");
  // "Required of a coordinator.", "Required when …" depend on what a schema does not see.
  marks.required = absl::StrContains(comment, "Required.");
  // Of what is only "Required." an empty one may be answered, as of an availability before it was set.
  marks.answered = IsOwnId(field) || absl::StrContains(comment, "Required on creation");
  marks.assigned = marks.read_only || IsOwnId(field) || name == "create_time" || name == "update_time" || name == "etag";
  return marks;
}

}  // namespace parley::gateway::openapi

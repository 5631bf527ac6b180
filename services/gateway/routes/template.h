#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace parley::gateway::routes {

// A path template of google.api.http, as far as the house uses it: literals, variables of one segment ("{run_id}" or "{run_id=*}"),
// a variable of all that remains ("{name=**}", last), and a verb (":open").
struct Template {
  struct Segment {
    enum class Kind { kLiteral, kVariable, kRest };
    Kind kind;
    std::string text;  // of a variable: the field's path
  };
  std::vector<Segment> segments;
  std::string verb;
};

// INVALID_ARGUMENT, saying what is not understood.
absl::StatusOr<Template> ParseTemplate(std::string_view text);

}  // namespace parley::gateway::routes

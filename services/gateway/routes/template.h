#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace parley::gateway::routes {

// A path template of google.api.http (google/api/http.proto, "Path template syntax"):
//   Template = "/" Segments [ ":" LITERAL ]
//   Segments = Segment { "/" Segment }
//   Segment  = "*" | "**" | LITERAL | "{" FieldPath [ "=" Segments ] "}"
// "*" is one segment, "**" any number of them, none included, and stands last.
struct Template {
  struct Segment {
    enum class Kind { kLiteral, kOne, kRest };
    Kind kind;
    std::string literal;
  };
  // The segments from `begin` until before `end` are the value of a field; all that remain when its pattern ends in "**".
  struct Variable {
    std::string field;
    size_t begin;
    size_t end;
  };
  static constexpr size_t kAllThatRemain = std::string::npos;
  std::vector<Segment> segments;
  std::vector<Variable> variables;  // in the order of the path
  std::string verb;

  bool is_open() const { return segments.back().kind == Segment::Kind::kRest; }
};

// INVALID_ARGUMENT, saying what is not understood.
absl::StatusOr<Template> ParseTemplate(std::string_view text);

}  // namespace parley::gateway::routes

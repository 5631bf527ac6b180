#include "services/gateway/routes/template.h"

#include <algorithm>

namespace parley::gateway::routes {
namespace {

bool IsPlain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

absl::Status Bad(std::string_view text, const char* why) {
  return absl::InvalidArgumentError("path template \"" + std::string(text) + "\": " + why);
}

absl::StatusOr<Template::Segment> ParseVariable(std::string_view whole, std::string_view text) {
  const size_t equals = text.find('=');
  const std::string_view name = text.substr(0, equals);
  const std::string_view pattern = equals == std::string_view::npos ? "*" : text.substr(equals + 1);
  if (!IsPlain(name)) return Bad(whole, "a variable needs the path of a field");
  if (pattern == "*") return Template::Segment{Template::Segment::Kind::kVariable, std::string(name)};
  if (pattern == "**") return Template::Segment{Template::Segment::Kind::kRest, std::string(name)};
  return Bad(whole, "only {field}, {field=*} and {field=**} are understood");
}

}  // namespace

absl::StatusOr<Template> ParseTemplate(std::string_view text) {
  if (text.size() < 2 || text.front() != '/') return Bad(text, "must start with '/' and go on");
  Template result;
  std::string_view rest = text.substr(1);
  const size_t last_slash = rest.rfind('/');
  const size_t colon = rest.find(':', last_slash == std::string_view::npos ? 0 : last_slash);
  if (colon != std::string_view::npos) {
    result.verb = std::string(rest.substr(colon + 1));
    rest = rest.substr(0, colon);
    if (!IsPlain(result.verb)) return Bad(text, "the verb must be plain text");
  }
  for (;;) {
    const size_t slash = rest.find('/');
    const std::string_view segment = rest.substr(0, slash);
    if (segment.size() > 2 && segment.front() == '{' && segment.back() == '}') {
      auto variable = ParseVariable(text, segment.substr(1, segment.size() - 2));
      if (!variable.ok()) return variable.status();
      result.segments.push_back(*std::move(variable));
    } else if (IsPlain(segment)) {
      result.segments.push_back({Template::Segment::Kind::kLiteral, std::string(segment)});
    } else {
      return Bad(text, "a segment must be plain text or one variable");
    }
    const bool last = slash == std::string_view::npos;
    if (result.segments.back().kind == Template::Segment::Kind::kRest && (!last || !result.verb.empty())) {
      return Bad(text, "{field=**} must come last");
    }
    if (last) return result;
    rest = rest.substr(slash + 1);
  }
}

}  // namespace parley::gateway::routes

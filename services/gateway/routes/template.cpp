#include "services/gateway/routes/template.h"

#include <algorithm>

namespace parley::gateway::routes {
namespace {

bool IsPlain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

// Reads a template from its start, piece by piece.
class Parser {
 public:
  explicit Parser(std::string_view text) : whole_(text), rest_(text) {}

  absl::StatusOr<Template> Parse() {
    if (!Take('/')) return Bad("must start with '/' and go on");
    absl::Status status = Segments(true);
    if (status.ok() && Take(':')) status = Verb();
    if (!status.ok()) return status;
    if (!rest_.empty()) return Bad("a segment must be plain text, '*', '**' or one variable");
    return std::move(result_);
  }

 private:
  absl::Status Bad(const char* why) const { return absl::InvalidArgumentError("path template \"" + std::string(whole_) + "\": " + why); }

  bool Take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Up to one of the characters that may follow it.
  std::string_view Word() {
    const std::string_view word = rest_.substr(0, rest_.find_first_of("/:{}="));
    rest_.remove_prefix(word.size());
    return word;
  }

  absl::Status Segments(bool variables) {
    do {
      if (!result_.segments.empty() && result_.is_open()) return Bad("'**' must come last");
      absl::Status status = variables && Take('{') ? Variable() : Segment();
      if (!status.ok()) return status;
    } while (Take('/'));
    return absl::OkStatus();
  }

  absl::Status Segment() {
    const std::string_view word = Word();
    if (word == "*" || word == "**") {
      result_.segments.push_back({word == "*" ? Template::Segment::Kind::kOne : Template::Segment::Kind::kRest, ""});
      return absl::OkStatus();
    }
    if (!IsPlain(word)) return Bad("a segment must be plain text, '*', '**' or one variable");
    result_.segments.push_back({Template::Segment::Kind::kLiteral, std::string(word)});
    return absl::OkStatus();
  }

  absl::Status Variable() {
    const std::string_view field = Word();
    if (!IsPlain(field)) return Bad("a variable needs the path of a field");
    const size_t begin = result_.segments.size();
    if (Take('=')) {
      absl::Status status = Segments(false);
      if (!status.ok()) return status;
    } else {
      result_.segments.push_back({Template::Segment::Kind::kOne, ""});
    }
    if (!Take('}')) return Bad("a variable must end with '}', and has none inside");
    const size_t end = result_.is_open() ? Template::kAllThatRemain : result_.segments.size();
    result_.variables.push_back({std::string(field), begin, end});
    return absl::OkStatus();
  }

  absl::Status Verb() {
    result_.verb = std::string(Word());
    return IsPlain(result_.verb) ? absl::OkStatus() : Bad("the verb must be plain text");
  }

  std::string_view whole_;
  std::string_view rest_;
  Template result_;
};

}  // namespace

absl::StatusOr<Template> ParseTemplate(std::string_view text) { return Parser(text).Parse(); }

}  // namespace parley::gateway::routes

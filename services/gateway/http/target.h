#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"

namespace parley::gateway::http {

// Where a request goes: its path, split and then percent-decoded segment by segment, so that an encoded slash never becomes a separator.
//
// Refused (INVALID_ARGUMENT): anything but an absolute path; "//"; a segment "." or ".."; broken percent-encoding; text that is not UTF-8;
// control characters, '/' and '\' inside a segment, encoded or not.
class Target {
 public:
  Target() = default;
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  absl::Status Parse(std::string_view target);

  // The decoded path, without a final slash: "/" or "/a/b".
  std::string_view path() const { return path_; }
  const std::vector<std::string_view>& segments() const { return segments_; }
  bool trailing_slash() const { return trailing_slash_; }
  // What stands behind the last unencoded ':' of the last segment; empty when there is none.
  std::string_view verb() const { return verb_; }
  // The last segment without its verb.
  std::string_view last_before_verb() const { return last_before_verb_; }
  // As sent, still encoded.
  std::string_view query() const { return query_; }
  // The path from a segment on, slashes included; for "{name=**}".
  std::string_view From(size_t segment) const;

 private:
  absl::Status Split(std::string_view path);
  absl::Status Decode(std::string_view raw, std::string_view& segment);
  void FindVerb(std::string_view raw_last);

  std::string decoded_;
  std::string_view path_;
  std::vector<std::string_view> segments_;
  std::string_view verb_;
  std::string_view last_before_verb_;
  std::string_view query_;
  bool trailing_slash_ = false;
};

// Percent-decodes text; with `form`, '+' is a space. False for broken encoding, control characters and text that is not UTF-8.
bool PercentDecode(std::string_view text, bool form, std::string& out);

// The parameters of a query in their order, decoded. INVALID_ARGUMENT for broken encoding.
absl::Status ParseQuery(std::string_view query, std::vector<std::pair<std::string, std::string>>& parameters);

bool IsUtf8(std::string_view text);

}  // namespace parley::gateway::http

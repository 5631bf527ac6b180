#include "services/gateway/http/target.h"

#include <algorithm>

#include "libs/errors/error.h"

namespace parley::gateway::http {
namespace {

constexpr size_t kMaxSegments = 32;

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

absl::Status BadTarget(const char* why) {
  return errors::WithDetails(absl::InvalidArgumentError(std::string("The address is malformed: ") + why), {.reason = "MALFORMED_ADDRESS"});
}

// Bytes of the UTF-8 sequence that starts at `at`; 0 when it is none (RFC 3629: no surrogates, no overlong forms).
size_t SequenceLength(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length == 0 || first > 0xf4) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return 0;
  }
  if (first == 0xe0 && byte(1) < 0xa0) return 0;
  if (first == 0xed && byte(1) > 0x9f) return 0;
  if (first == 0xf0 && byte(1) < 0x90) return 0;
  if (first == 0xf4 && byte(1) > 0x8f) return 0;
  return length;
}

}  // namespace

bool IsUtf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t length = SequenceLength(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

bool PercentDecode(std::string_view text, bool form, std::string& out) {
  const size_t start = out.size();
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return false;
      const int high = HexValue(text[i + 1]);
      const int low = HexValue(text[i + 2]);
      if (high < 0 || low < 0) return false;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && form) {
      c = ' ';
    }
    if (IsControl(c)) return false;
    out.push_back(c);
  }
  return IsUtf8(std::string_view(out).substr(start));
}

absl::Status Target::Parse(std::string_view target) {
  if (target.empty() || target.front() != '/') return BadTarget("it must be an absolute path.");
  if (target.find('#') != std::string_view::npos) return BadTarget("it has a fragment.");
  const size_t question = target.find('?');
  if (question != std::string_view::npos) query_ = target.substr(question + 1);
  std::string_view path = target.substr(0, question);
  trailing_slash_ = path.size() > 1 && path.back() == '/';
  if (trailing_slash_) path.remove_suffix(1);
  return Split(path);
}

absl::Status Target::Split(std::string_view path) {
  if (path == "/") {
    path_ = path;
    return absl::OkStatus();
  }
  const bool encoded = path.find('%') != std::string_view::npos;
  if (encoded) decoded_.reserve(path.size());
  segments_.reserve(8);
  std::string_view raw;
  for (size_t at = 1; at <= path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    raw = path.substr(at, end - at);
    if (raw.empty()) return BadTarget("it has an empty segment.");
    if (segments_.size() == kMaxSegments) return BadTarget("it has too many segments.");
    std::string_view segment = raw;
    if (encoded) decoded_.push_back('/');
    absl::Status status = encoded ? Decode(raw, segment) : absl::OkStatus();
    if (!status.ok()) return status;
    if (segment == "." || segment == "..") return BadTarget("'.' and '..' are not allowed.");
    if (std::any_of(segment.begin(), segment.end(), [](char c) { return IsControl(c) || c == '/' || c == '\\'; })) {
      return BadTarget("a segment has a character that is not allowed.");
    }
    segments_.push_back(segment);
    at = end + 1;
  }
  path_ = encoded ? std::string_view(decoded_) : path;
  if (!encoded && !IsUtf8(path_)) return BadTarget("it is not UTF-8.");
  FindVerb(raw);
  return absl::OkStatus();
}

absl::Status Target::Decode(std::string_view raw, std::string_view& segment) {
  const size_t start = decoded_.size();
  if (!PercentDecode(raw, false, decoded_)) return BadTarget("its percent-encoding is broken.");
  segment = std::string_view(decoded_).substr(start);
  return absl::OkStatus();
}

void Target::FindVerb(std::string_view raw_last) {
  const size_t colon = raw_last.rfind(':');
  if (colon == std::string_view::npos) return;
  // A verb of a contract is plain letters, so an encoded one matches nothing; only the colon itself must stand unencoded.
  const std::string_view last = segments_.back();
  verb_ = last.substr(last.rfind(':') + 1);
  if (verb_ != raw_last.substr(colon + 1)) {
    verb_ = {};
    return;
  }
  last_before_verb_ = last.substr(0, last.size() - verb_.size() - 1);
}

std::string_view Target::From(size_t segment) const {
  const size_t offset = static_cast<size_t>(segments_[segment].data() - path_.data());
  return path_.substr(offset);
}

absl::Status ParseQuery(std::string_view query, std::vector<std::pair<std::string, std::string>>& parameters) {
  while (!query.empty()) {
    const size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    if (pair.empty()) continue;
    const size_t equals = pair.find('=');
    auto& [name, value] = parameters.emplace_back();
    const std::string_view raw_value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    if (!PercentDecode(pair.substr(0, equals), true, name) || !PercentDecode(raw_value, true, value)) {
      return BadTarget("its query is not percent-encoded UTF-8.");
    }
    if (parameters.size() > 100) return BadTarget("its query has too many parameters.");
  }
  return absl::OkStatus();
}

}  // namespace parley::gateway::http

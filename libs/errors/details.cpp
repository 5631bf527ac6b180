#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/cord.h"
#include "libs/errors/error.h"

// Details ride on a Status as one payload, in a form of our own that never leaves the process: a list of length-prefixed texts.
namespace parley::errors {
namespace {

constexpr char kPayload[] = "parley/error-details";

void Put(std::string& out, uint64_t number) { out += std::to_string(number) + ':'; }

void Put(std::string& out, std::string_view text) {
  Put(out, static_cast<uint64_t>(text.size()));
  out += text;
}

// Reads what Put wrote; after a flaw everything reads as empty.
class Cursor {
 public:
  explicit Cursor(std::string_view rest) : rest_(rest) {}

  uint64_t Number() {
    uint64_t value = 0;
    size_t digits = 0;
    while (digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9')
      value = value * 10 + static_cast<uint64_t>(rest_[digits++] - '0');
    const bool whole = digits > 0 && digits < rest_.size() && rest_[digits] == ':';
    rest_.remove_prefix(whole ? digits + 1 : rest_.size());
    return whole ? value : 0;
  }

  std::string Text() {
    const uint64_t length = Number();
    if (length > rest_.size()) rest_ = {};
    std::string text(rest_.substr(0, length));
    rest_.remove_prefix(text.size());
    return text;
  }

  bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::string Pack(const Details& details) {
  std::string out;
  Put(out, details.reason);
  Put(out, details.metadata.size());
  for (const auto& [key, value] : details.metadata) {
    Put(out, key);
    Put(out, value);
  }
  Put(out, details.fields.size());
  for (const auto& field : details.fields) {
    Put(out, field.field);
    Put(out, field.description);
  }
  Put(out, details.retry_after ? uint64_t{1} : uint64_t{0});
  if (details.retry_after) Put(out, absl::FormatDuration(*details.retry_after));
  return out;
}

}  // namespace

Details DetailsOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayload);
  if (!payload) return {};
  const std::string text(*payload);
  Cursor cursor(text);
  Details details;
  details.reason = cursor.Text();
  for (uint64_t left = cursor.Number(); left > 0 && !cursor.done(); --left) {
    std::string key = cursor.Text();
    details.metadata[std::move(key)] = cursor.Text();
  }
  for (uint64_t left = cursor.Number(); left > 0 && !cursor.done(); --left) {
    std::string field = cursor.Text();
    details.fields.push_back({std::move(field), cursor.Text()});
  }
  if (cursor.Number() == 1) {
    absl::Duration retry_after;
    if (absl::ParseDuration(cursor.Text(), &retry_after)) details.retry_after = retry_after;
  }
  return details;
}

absl::Status WithDetails(absl::Status status, const Details& details) {
  status.SetPayload(kPayload, absl::Cord(Pack(details)));
  return status;
}

}  // namespace parley::errors

#include "services/gateway/limits/key.h"

#include "absl/strings/str_format.h"

namespace parley::gateway::limits {

Subject SubjectOf(std::string_view uuid) {
  Subject subject;
  for (const char c : uuid) {
    if (c == '-') continue;
    const auto digit = static_cast<uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    subject.high = subject.high << 4 | subject.low >> 60;
    subject.low = subject.low << 4 | (digit & 15);
  }
  return subject;
}

std::string TextOf(const Key& key) {
  return std::string(NameOf(key.limit)) + absl::StrFormat(":%016x%016x", key.subject.high, key.subject.low);
}

}  // namespace parley::gateway::limits

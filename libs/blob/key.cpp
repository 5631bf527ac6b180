#include "libs/blob/store.h"

namespace parley::blob {
namespace {

constexpr size_t kLongestKey = 200;

bool IsKeyCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'; }

bool IsSegment(std::string_view segment) {
  if (segment.empty() || segment == "." || segment == "..") return false;
  for (const char c : segment) {
    if (!IsKeyCharacter(c)) return false;
  }
  return true;
}

}  // namespace

bool IsKey(std::string_view key) {
  if (key.size() > kLongestKey) return false;
  while (true) {
    const auto slash = key.find('/');
    if (!IsSegment(key.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    key.remove_prefix(slash + 1);
  }
}

}  // namespace parley::blob

#include "libs/auth/link_tokens.h"

#include "libs/auth/digest.h"

namespace parley::auth {
namespace {

constexpr size_t kIdBytes = 16;
constexpr size_t kMacBytes = 32;

int HexDigit(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

std::string UuidToBytes(const std::string& uuid) {
  std::string bytes;
  for (size_t at = 0; at + 1 < uuid.size();) {
    if (uuid[at] == '-') {
      ++at;
      continue;
    }
    bytes += static_cast<char>(HexDigit(uuid[at]) * 16 + HexDigit(uuid[at + 1]));
    at += 2;
  }
  return bytes;
}

std::string BytesToUuid(std::string_view bytes) {
  std::string text = ToHex(bytes);
  for (size_t dash : {8, 13, 18, 23}) text.insert(dash, "-");
  return text;
}

}  // namespace

LinkKey::LinkKey(std::string_view secret, std::string_view purpose) : key_(DeriveKey(secret, purpose)) {}

std::string LinkKey::Mac(std::string_view id_bytes) const { return HmacSha256(key_, id_bytes); }

std::string LinkKey::Make(const std::string& uuid) const {
  const std::string bytes = UuidToBytes(uuid);
  return ToBase64Url(bytes + Mac(bytes));
}

std::optional<std::string> LinkKey::Read(std::string_view token) const {
  auto bytes = FromBase64Url(token);
  if (!bytes.ok() || bytes->size() != kIdBytes + kMacBytes) return std::nullopt;
  const std::string_view all = *bytes;
  const std::string_view id = all.substr(0, kIdBytes);
  if (!ConstantTimeEqual(Mac(id), all.substr(kIdBytes))) return std::nullopt;
  return BytesToUuid(id);
}

}  // namespace parley::auth

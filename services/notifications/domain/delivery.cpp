#include "services/notifications/domain/delivery.h"

#include <algorithm>

namespace parley::notifications::domain {

std::string Pack(const Link& link) { return link.title.empty() ? link.url : link.url + '\n' + link.title; }

Link Unpack(const std::string& text) {
  const size_t end = text.find('\n');
  return end == std::string::npos ? Link{text, ""} : Link{text.substr(0, end), text.substr(end + 1)};
}

absl::Time NextTry(int attempt, absl::Time now) {
  constexpr absl::Duration kMost = absl::Minutes(15);
  const int doublings = std::clamp(attempt - 1, 0, 16);
  return now + std::min(kMost, absl::Seconds(2) * (1 << doublings));
}

std::string MessageIdOf(const DeliveryId& id, std::string_view from_address) {
  return id.text() + "@" + std::string(from_address.substr(from_address.rfind('@') + 1));
}

bool IsAddress(std::string_view address) {
  if (address.size() < 3 || address.size() > 254) return false;
  const size_t at = address.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == address.size() || address.find('@', at + 1) != std::string_view::npos)
    return false;
  return std::none_of(address.begin(), address.end(), [](unsigned char c) {
    return c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '"' || c == ',' || c == ';' || c == ':' || c == '\\' || c == '(' ||
           c == ')';
  });
}

}  // namespace parley::notifications::domain

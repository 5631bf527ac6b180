#include "services/gateway/http/head.h"

#include <algorithm>

#include "services/gateway/http/options.h"
#include "services/gateway/http/request.h"

namespace parley::gateway::http {
namespace {

constexpr const char* kTooLong = "The request's head is longer than 16 KiB.";
constexpr const char* kMalformed = "The request is not well-formed HTTP/1.1.";
constexpr size_t kMaxHostBytes = 255;

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool IsNameCharacter(char c) { return IsDigit(c) || IsLetter(c) || std::string_view("-._~!$&'()*+;=%").find(c) != std::string_view::npos; }

}  // namespace

bool HeadFinder::Refuse(int status, const char* why) {
  refusal_ = {status, why};
  return true;
}

bool HeadFinder::Look(std::string_view bytes) {
  if (seen_ == 0 && !bytes.empty() && (bytes[0] <= ' ' || bytes[0] == 0x7f)) return Refuse(400, kMalformed);
  for (;;) {
    const size_t newline = bytes.find('\n', seen_);
    if (newline == std::string_view::npos) break;
    if (TakeLine(bytes, newline)) return true;
  }
  seen_ = bytes.size();
  if (seen_ <= kMaxHeadBytes) return false;
  return lines_ == 0 ? Refuse(414, "The address is longer than 16 KiB.") : Refuse(431, kTooLong);
}

bool HeadFinder::TakeLine(std::string_view bytes, size_t newline) {
  if (newline >= kMaxHeadBytes) return lines_ == 0 ? Refuse(414, "The address is longer than 16 KiB.") : Refuse(431, kTooLong);
  if (newline == line_ || bytes[newline - 1] != '\r') return Refuse(400, "A line ends without CR.");
  if (IsBlank(bytes[line_])) return Refuse(400, "Folded header lines are not taken.");
  const bool empty = newline == line_ + 1;
  line_ = seen_ = newline + 1;
  if (empty) return true;
  if (++lines_ > kMaxHeaders + 1) return Refuse(431, "The request has more than 100 header lines.");
  return false;
}

bool IsHost(std::string_view host) {
  if (host.empty() || host.size() > kMaxHostBytes) return false;
  const size_t bracket = host.front() == '[' ? host.find(']') : 0;
  if (bracket == std::string_view::npos) return false;
  const size_t colon = host.find(':', bracket);
  const std::string_view name = host.substr(0, colon);
  const std::string_view port = colon == std::string_view::npos ? std::string_view() : host.substr(colon + 1);
  if (name.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), IsDigit)) return false;
  if (bracket == 0) return std::all_of(name.begin(), name.end(), IsNameCharacter);
  const std::string_view address = name.substr(1, bracket - 1);
  return !address.empty() && bracket + 1 == name.size() &&
         std::all_of(address.begin(), address.end(), [](char c) { return IsHexDigit(c) || c == ':' || c == '.'; });
}

bool TakeAuthority(std::string_view& target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!EqualIgnoringCase(target.substr(0, scheme.size()), scheme)) continue;
    const std::string_view rest = target.substr(scheme.size());
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const std::string_view path = rest.substr(authority.size());
    target = path.empty() ? "/" : path;
    return IsHost(authority);
  }
  return true;
}

bool IsCleanFraming(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size(); ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (c == '\n' && (i == 0 || bytes[i - 1] != '\r')) return false;
    if (i > 0 && bytes[i - 1] == '\n' && IsBlank(bytes[i])) return false;
    if (c == 0x7f || (c < ' ' && c != '\t' && c != '\r' && c != '\n')) return false;
  }
  return true;
}

}  // namespace parley::gateway::http

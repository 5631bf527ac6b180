#include "services/identity/domain/sign_in.h"

#include <algorithm>

#include "libs/auth/digest.h"
#include "libs/errors/error.h"

namespace parley::identity::domain {
namespace {

constexpr size_t kIdBytes = 16;
constexpr size_t kMacBytes = 32;
constexpr size_t kMaxContinuePath = 200;

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
  std::string text = auth::ToHex(bytes);
  for (size_t dash : {8, 13, 18, 23}) text.insert(dash, "-");
  return text;
}

std::string PercentEncode(std::string_view text) {
  std::string out;
  for (char c : text) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                            std::string_view("-._~").find(c) != std::string_view::npos;
    if (unreserved) {
      out += c;
    } else {
      static constexpr char kDigits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return out;
}

}  // namespace

LinkTokens::LinkTokens(std::string_view secret) : key_(auth::DeriveKey(secret, "identity sign-in link")) {}

std::string LinkTokens::Mac(std::string_view id_bytes) const { return auth::HmacSha256(key_, id_bytes); }

std::string LinkTokens::Make(const SignInId& id) const {
  const std::string bytes = UuidToBytes(id.text());
  return auth::ToBase64Url(bytes + Mac(bytes));
}

std::optional<SignInId> LinkTokens::Read(std::string_view token) const {
  auto bytes = auth::FromBase64Url(token);
  if (!bytes.ok() || bytes->size() != kIdBytes + kMacBytes) return std::nullopt;
  const std::string_view all = *bytes;
  const std::string_view id = all.substr(0, kIdBytes);
  if (!auth::ConstantTimeEqual(Mac(id), all.substr(kIdBytes))) return std::nullopt;
  return SignInId::Trusted(BytesToUuid(id));
}

absl::Status MayStartSignIn(int open_count, absl::Time first_expire_time, absl::Time now) {
  if (open_count < kMaxOpenSignIns) return absl::OkStatus();
  return errors::ResourceExhausted("TOO_MANY_SIGN_INS",
                                   "several sign-in links were mailed to this address already: use one of them, or wait until one expires",
                                   std::max(first_expire_time - now, absl::Seconds(1)));
}

absl::Status LinkExpired() {
  return errors::FailedPrecondition("SIGN_IN_LINK_EXPIRED", "this sign-in link has expired: ask for a new one");
}

absl::Status MayUse(const SignIn& sign_in, absl::Time now) {
  if (sign_in.use_time) {
    return errors::FailedPrecondition("SIGN_IN_LINK_USED", "this sign-in link was used already: ask for a new one");
  }
  if (sign_in.expire_time <= now) return LinkExpired();
  return absl::OkStatus();
}

bool IsContinuePath(std::string_view path) {
  if (path.empty()) return true;
  if (path.size() > kMaxContinuePath || path.front() != '/' || path.substr(0, 2) == "//") return false;
  // Browsers read a backslash as a slash, and drop tabs and line ends.
  return std::all_of(path.begin(), path.end(), [](char c) { return c > ' ' && c != 0x7F && c != '\\'; });
}

std::string LinkUrl(std::string_view web_url, std::string_view continue_path, std::string_view token) {
  std::string url(web_url);
  url += "/sign-in/confirm";
  if (!continue_path.empty()) url += "?to=" + PercentEncode(continue_path);
  url += '#';
  url += token;
  return url;
}

absl::Duration SendBackoff(int attempts) {
  const int doublings = std::clamp(attempts - 1, 0, 6);
  return std::min(absl::Milliseconds(500) * (1 << doublings), absl::Seconds(30));
}

}  // namespace parley::identity::domain

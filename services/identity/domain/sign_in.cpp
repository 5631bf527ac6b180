#include "services/identity/domain/sign_in.h"

#include <algorithm>

#include "libs/errors/error.h"

namespace parley::identity::domain {
namespace {

constexpr size_t kMaxContinuePath = 200;

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

}  // namespace parley::identity::domain

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"

namespace parley::identity::domain {

using SignInId = Id<struct SignInTag>;

inline constexpr absl::Duration kSignInLife = absl::Minutes(15);
inline constexpr int kMaxOpenSignIns = 5;

// A mailed link, waiting for the person who asked for it.
struct SignIn {
  SignInId id;
  std::string email;
  std::string locale;
  std::string time_zone;
  std::string continue_path;
  absl::Time expire_time;
  std::optional<absl::Time> use_time;
};

// RESOURCE_EXHAUSTED (TOO_MANY_SIGN_INS) when an address has all the open links it may have; `first_expire_time` is when one of them ends.
absl::Status MayStartSignIn(int open_count, absl::Time first_expire_time, absl::Time now);

// FAILED_PRECONDITION: SIGN_IN_LINK_USED, SIGN_IN_LINK_EXPIRED.
absl::Status MayUse(const SignIn& sign_in, absl::Time now);
absl::Status LinkExpired();

// True for a path of the web app to go on to: empty, or one '/' and at most 200 characters in all, that no browser takes for another site.
bool IsContinuePath(std::string_view path);

// The address in the mail. The token stands behind '#', where no server, proxy or Referer header sees it.
std::string LinkUrl(std::string_view web_url, std::string_view continue_path, std::string_view token);

}  // namespace parley::identity::domain

#pragma once

#include <optional>

#include "absl/time/time.h"
#include "libs/ids/id.h"

namespace parley::identity::domain {

inline constexpr absl::Duration kAccessTokenLife = absl::Minutes(10);
// How long one that became stale can still come: as long as it lives, and what clocks may differ by.
inline constexpr absl::Duration kStaleTokenLife = absl::Minutes(11);
// Counted anew from each refresh.
inline constexpr absl::Duration kRefreshTokenLife = absl::Hours(24 * 30);

// A refresh token as it is found by its hash, with its session.
struct RefreshToken {
  SessionId session_id;
  UserId user_id;
  std::optional<absl::Time> session_end_time;
  absl::Time expire_time;
  std::optional<absl::Time> rotate_time;
};

enum class RefreshOutcome {
  kRotate,  // the token may be replaced
  kEnded,   // the session or the token is over
  kReused,  // the token was replaced before: somebody else has it too, the session must end
};
RefreshOutcome DecideRefresh(const RefreshToken& token, absl::Time now);

}  // namespace parley::identity::domain

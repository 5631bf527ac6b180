#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/moderation/domain/ids.h"

// A friendly word to who is silent.
namespace parley::moderation::domain {

struct Nudge {
  NudgeId id;
  RunId run_id;
  UserId user_id;
  UserId facilitator_id;
  std::string text;
  absl::Time create_time;
};

inline constexpr int kLongestNudge = 500;
// A person is nudged at most once in this long, whoever does it.
inline constexpr absl::Duration kNudgeEvery = absl::Hours(24);
// People nudged by one call.
inline constexpr int kMostNudged = 500;
inline constexpr int kMostSilentDays = 90;

}  // namespace parley::moderation::domain

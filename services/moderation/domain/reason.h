#pragma once

#include <string>

// What can be wrong with a video.
namespace parley::moderation::domain {

// As parley.moderation.v1.Reason.
enum class Reason { kNone = 0, kHarassment, kHate, kSexual, kPrivacy, kViolence, kDanger, kIllegal, kOffTopic, kOther };

inline bool IsReason(int number) { return number > 0 && number <= static_cast<int>(Reason::kOther); }

// How urgently a video wants to be looked at, 1 to 4: the graver the sooner.
inline constexpr int kGravityOfNewVideo = 1;
int Gravity(Reason reason);

// In UPPER_SNAKE, for other services.
std::string NameOf(Reason reason);
// The rule that is broken, as its author reads it.
std::string RuleOf(Reason reason);

}  // namespace parley::moderation::domain

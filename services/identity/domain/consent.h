#pragma once

#include <optional>

#include "absl/time/time.h"

namespace parley::identity::domain {

// As parley.identity.v1.Consent.Kind.
enum class ConsentKind { kVideoPublication = 1, kExchangeAttributes = 2 };
inline constexpr ConsentKind kConsentKinds[] = {ConsentKind::kVideoPublication, ConsentKind::kExchangeAttributes};
bool IsConsentKind(int number);

// As parley.identity.v1.Consent.State.
enum class ConsentState { kNotGiven = 1, kGiven = 2, kWithdrawn = 3 };

struct Consent {
  ConsentKind kind;
  ConsentState state = ConsentState::kNotGiven;
  std::optional<absl::Time> update_time;
};

// Both answer whether the consent changed.
bool Give(Consent& consent, absl::Time now);
// Withdrawing what is not given changes nothing.
bool Withdraw(Consent& consent, absl::Time now);

}  // namespace parley::identity::domain

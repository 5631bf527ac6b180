#include "services/identity/domain/consent.h"

#include <algorithm>
#include <iterator>

namespace parley::identity::domain {

bool IsConsentKind(int number) {
  return std::any_of(std::begin(kConsentKinds), std::end(kConsentKinds),
                     [number](ConsentKind kind) { return static_cast<int>(kind) == number; });
}

bool Give(Consent& consent, absl::Time now) {
  if (consent.state == ConsentState::kGiven) return false;
  consent.state = ConsentState::kGiven;
  consent.update_time = now;
  return true;
}

bool Withdraw(Consent& consent, absl::Time now) {
  if (consent.state != ConsentState::kGiven) return false;
  consent.state = ConsentState::kWithdrawn;
  consent.update_time = now;
  return true;
}

}  // namespace parley::identity::domain

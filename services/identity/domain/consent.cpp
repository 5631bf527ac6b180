#include "services/identity/domain/consent.h"

#include <algorithm>
#include <iterator>

namespace parley::identity::domain {
namespace {

// Never before the change before it, however the clock was set: by their times followers tell which change came later.
void Change(Consent& consent, ConsentState state, absl::Time now) {
  consent.state = state;
  consent.update_time = consent.update_time ? std::max(now, *consent.update_time + absl::Microseconds(1)) : now;
}

}  // namespace

bool IsConsentKind(int number) {
  return std::any_of(std::begin(kConsentKinds), std::end(kConsentKinds),
                     [number](ConsentKind kind) { return static_cast<int>(kind) == number; });
}

bool Give(Consent& consent, absl::Time now) {
  if (consent.state == ConsentState::kGiven) return false;
  Change(consent, ConsentState::kGiven, now);
  return true;
}

bool Withdraw(Consent& consent, absl::Time now) {
  if (consent.state != ConsentState::kGiven) return false;
  Change(consent, ConsentState::kWithdrawn, now);
  return true;
}

}  // namespace parley::identity::domain

#include "services/catalog/domain/roster.h"

#include "libs/errors/error.h"
#include "services/catalog/domain/seats.h"

namespace parley::catalog::domain {

absl::Status MayInvite(const Run& run) {
  if (TakesPeople(run)) return absl::OkStatus();
  return errors::FailedPrecondition("RUN_NOT_OPEN", "the run takes nobody: it is a draft, which must be opened first, or is over");
}

RosterOutcome Invite(Run& run, const std::optional<Offer>& before, absl::Time now) {
  if (before) {
    const OfferState state = StateAt(*before, now);
    const bool stands = state == OfferState::kHeld || state == OfferState::kAccepted;
    return stands ? RosterOutcome::kUnchanged : RosterOutcome::kOfferEnded;
  }
  if (FreeSeats(run) <= 0) return RosterOutcome::kRunFull;
  HoldSeat(run);
  return RosterOutcome::kInvited;
}

}  // namespace parley::catalog::domain

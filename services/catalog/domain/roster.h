#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"
#include "services/catalog/domain/interest.h"
#include "services/catalog/domain/run.h"

namespace parley::catalog::domain {

// A person on a partner's roster; the shape is good.
struct Invited {
  InterestId id;
  std::string locale;
  std::string display_name;
  std::string country;
};

// What becomes of a row.
enum class RosterOutcome { kInvited, kUnchanged, kRunFull, kOfferEnded };

// People are invited to a run while it takes some. FAILED_PRECONDITION: RUN_NOT_OPEN.
absl::Status MayInvite(const Run& run);

// A seat is held for whoever was made no offer of the run yet, while there are free ones. `before`: the offer of the address.
RosterOutcome Invite(Run& run, const std::optional<Offer>& before, absl::Time now);

}  // namespace parley::catalog::domain

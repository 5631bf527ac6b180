#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/catalog/domain/interest.h"

// Whoever decides on an offer has locked its run before, and then its interest.
namespace parley::catalog::store {

// False, and nothing happens, when the address was made an offer of the run before.
bool InsertOffer(postgres::Session& db, const domain::Offer& offer, const std::string& address_digest, absl::Time now);

std::optional<domain::Offer> GetOffer(postgres::Session& db, const domain::OfferId& id);
void SaveAccepted(postgres::Session& db, const domain::Offer& offer, absl::Time now);
// An interest that was withdrawn lets its offer, if it has one, expire now.
void CutOfferShort(postgres::Session& db, const domain::InterestId& interest_id, absl::Time now);

// Runs that hold seats for offers whose deadline has passed.
std::vector<RunId> ListRunsWithDueOffers(postgres::Session& db, absl::Time now);
// Ends up to 500 such offers of a run, which is locked, with their interests. Answers how many.
int ExpireOffers(postgres::Session& db, const RunId& run_id, absl::Time now);
// Ends all offers of a run that takes nobody any more; who had one waits for another run.
void CloseOffers(postgres::Session& db, const RunId& run_id, absl::Time now);

// Runs of which free seats may be passed on.
std::vector<RunId> ListRunsToOffer(postgres::Session& db);

}  // namespace parley::catalog::store

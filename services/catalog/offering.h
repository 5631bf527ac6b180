#pragma once

#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "services/catalog/domain/run.h"

// Free seats find their people: by offers to those who had expressed an interest, and by moving the waitlist up.
namespace parley::catalog {

// Passes free seats of a run, which is locked, on to some of those who fit, in the order of their confirmations, and once nobody fits to
// the waitlist. What is left to do stays noted in the run (offers_due). Saves the run's seats.
void PassSeatsOn(postgres::Session& transaction, domain::Run& run, absl::Duration offer_time, absl::Time now);

// These three do some of what is due and answer whether there was any; each step is a transaction of its own and changes nothing when it is
// repeated. An expired offer's seat goes to the next in the transaction that ends the offer, so that nobody comes between.
bool ExpireOffers(postgres::Connection& db, absl::Duration offer_time, absl::Time now);
bool MatchInterests(postgres::Connection& db);
bool OfferSeats(postgres::Connection& db, absl::Duration offer_time, absl::Time now);

}  // namespace parley::catalog

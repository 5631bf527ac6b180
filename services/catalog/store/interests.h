#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/catalog/domain/interest.h"

// Whoever locks more than one locks the run first, then the interest, then the offer.
namespace parley::catalog::store {

struct Unconfirmed {
  int count = 0;
  absl::Time first_expire_time = absl::InfiniteFuture();
};
// Counts what an address has not confirmed, and keeps others from changing what the address has until the transaction ends.
Unconfirmed LockUnconfirmed(postgres::Session& db, const std::string& address_digest, absl::Time now);

void InsertInterest(postgres::Session& db, const domain::Interest& interest, const std::string& email, const std::string& address_digest);

std::optional<domain::Interest> LockInterest(postgres::Session& db, const domain::InterestId& id);
// Likewise, together with all that concerns its address.
std::optional<domain::Interest> LockInterestAndAddress(postgres::Session& db, const domain::InterestId& id);

// Saves OPEN, at the end of the order, and closes what the address had OPEN before.
void SaveOpened(postgres::Session& db, const domain::Interest& interest, absl::Time now);
void SaveOffered(postgres::Session& db, const domain::InterestId& id, absl::Time now);
// Saves a state that is the last, and forgets the address and what was not mailed to it yet.
void SaveEnded(postgres::Session& db, const domain::InterestId& id, domain::InterestState state, absl::Time now);

// Who fits a run and was made no offer of it, the first confirmed first; locked.
struct Fitting {
  domain::InterestId id;
  std::string address_digest;
};
std::vector<Fitting> ClaimFitting(postgres::Session& db, const domain::Run& run, const std::vector<std::string>& topics, int limit);

// Marks the open runs with a free seat that some newly opened interests fit. Answers how many interests were looked at
// and are done with: who is locked is looked at again.
int MatchInterests(postgres::Session& db);

// Removes up to a thousand that were not confirmed in time, and as many that ended before `before`.
void DeleteOldInterests(postgres::Session& db, absl::Time now, absl::Time before);

}  // namespace parley::catalog::store

#pragma once

#include <optional>
#include <string>

#include "libs/postgres/connection.h"
#include "services/catalog/domain/roster.h"

// The run is locked.
namespace parley::catalog::store {

// The offer of a run that an address was made before; of it only the state and deadline.
std::optional<domain::Offer> FindOfferOfAddress(postgres::Session& db, const RunId& run_id, const std::string& address_digest);

// Holds a seat for somebody, with its letter.
void InsertInvited(postgres::Session& db, const domain::Run& run, const domain::Invited& invited, const std::string& email,
                   const std::string& address_digest, absl::Time expire_time, absl::Time now);

}  // namespace parley::catalog::store

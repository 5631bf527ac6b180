#pragma once

#include <vector>

#include "libs/postgres/connection.h"
#include "services/identity/domain/consent.h"

namespace parley::identity::store {

// NOT_GIVEN when the person never answered.
domain::Consent GetConsent(postgres::Session& db, const UserId& user_id, domain::ConsentKind kind);
// One of every kind, in the order of their numbers.
std::vector<domain::Consent> ListConsents(postgres::Session& db, const UserId& user_id);
// Saves it and publishes ConsentGiven or ConsentWithdrawn.
void PutConsent(postgres::Session& db, const UserId& user_id, const domain::Consent& consent, absl::Time now);

}  // namespace parley::identity::store

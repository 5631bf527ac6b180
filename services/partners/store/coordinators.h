#pragma once

#include "libs/postgres/connection.h"

namespace parley::partners::store {

// What an event says.
void PutCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id, bool is_coordinator);
// What identity answered, perhaps before an event that we have had since: it does not bring back who is no coordinator any more.
void LearnCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);
bool IsCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);
// Whether we have heard of a partner that the user coordinates.
bool IsAnyCoordinator(postgres::Session& db, const UserId& user_id);

}  // namespace parley::partners::store

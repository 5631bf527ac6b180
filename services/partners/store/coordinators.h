#pragma once

#include "libs/postgres/connection.h"

namespace parley::partners::store {

void PutCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);
bool IsCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);
// Whether we have heard of a partner that the user coordinates.
bool IsAnyCoordinator(postgres::Session& db, const UserId& user_id);

}  // namespace parley::partners::store

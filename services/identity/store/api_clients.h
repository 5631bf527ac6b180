#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/identity/domain/api_client.h"

namespace parley::identity::store {

// Counts a partner's clients that are not revoked and keeps others from adding one until the transaction ends.
int LockApiClients(postgres::Session& transaction, const PartnerId& partner_id);
void InsertApiClient(postgres::Session& db, const domain::ApiClient& client);
std::optional<domain::ApiClient> GetApiClient(postgres::Session& db, const ApiClientId& id);
std::optional<domain::ApiClient> GetApiClientForUpdate(postgres::Session& db, const ApiClientId& id);
// Newest first, beginning after `after` (empty: at the newest).
std::vector<domain::ApiClient> ListApiClients(postgres::Session& db, const PartnerId& partner_id, const ApiClientId& after, int limit);
void SaveRevoked(postgres::Session& db, const domain::ApiClient& client);

}  // namespace parley::identity::store

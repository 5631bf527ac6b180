#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/partners/domain/partner.h"

namespace parley::partners::store {

// Adds a partner and publishes PartnerCreated; false, and nothing happens, when there is one of its id.
bool AddPartner(postgres::Session& transaction, const domain::Partner& partner);

std::optional<domain::Partner> GetPartner(postgres::Session& db, const PartnerId& id);
std::optional<domain::Partner> GetPartnerForUpdate(postgres::Session& db, const PartnerId& id);

// Partners by name, from behind the given one; both empty: from the first. `coordinator`: those of a user alone; empty: all.
struct PartnerKey {
  std::string name;
  PartnerId id;
};
std::vector<domain::Partner> ListPartners(postgres::Session& db, const UserId& coordinator, const PartnerKey& after, int limit);

// Saves what may be changed; `partner.version` grows by one.
void UpdatePartner(postgres::Session& db, domain::Partner& partner);

}  // namespace parley::partners::store

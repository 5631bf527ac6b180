#pragma once

#include <cstdint>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/moderation/domain/audit.h"

namespace parley::moderation::store {

// Adds entries at the end of the chain, in this order, in the transaction of the acts. Locks the chain's end: nothing else is locked after
// it.
void AppendAudit(postgres::Session& db, std::vector<domain::AuditEntry> entries);

domain::ChainHead GetAuditHead(postgres::Session& db);
// Entries with `after` < sequence <= `last`, oldest first.
std::vector<domain::AuditEntry> ListAuditEntriesAfter(postgres::Session& db, int64_t after, int64_t last, int limit);
// Entries with sequence < `before`, newest first.
std::vector<domain::AuditEntry> ListAuditEntriesBefore(postgres::Session& db, int64_t before, int limit);

}  // namespace parley::moderation::store

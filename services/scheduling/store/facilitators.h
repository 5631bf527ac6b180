#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "parley/scheduling/v1/group.pb.h"

namespace parley::scheduling::store {

// Adds somebody or changes what they take on; both publish that they are, or no longer are, the run's.
void PutRunFacilitator(postgres::Session& db, const RunId& run_id, const UserId& user_id, const std::vector<std::string>& languages,
                       int most_groups, absl::Time now);
void DeleteRunFacilitator(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now);

// Somebody's role was revoked, for a partner or for none (empty), as `version` of what was taken from them. False when that was told
// before: what they were given since stays.
bool NoteFacilitatorRevoked(postgres::Session& db, const UserId& user_id, const std::string& partner_id, int64_t version);
// Where somebody facilitates: runs of the partner, or of all partners when it is empty.
std::vector<RunId> ListRunsOfFacilitator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);

std::optional<v1::RunFacilitator> GetRunFacilitator(postgres::Session& db, const RunId& run_id, const UserId& user_id);
std::vector<v1::RunFacilitator> ListRunFacilitators(postgres::Session& db, const RunId& run_id, const std::string& after, int limit);

}  // namespace parley::scheduling::store

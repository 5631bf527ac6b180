#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "services/moderation/domain/nudge.h"

namespace parley::moderation::store {

// Notes that a person is nudged now. False, noting nothing, when they were nudged less than kNudgeEvery ago. Locks the person's row: mark
// several in the order of their ids.
bool MarkNudged(postgres::Session& db, const UserId& user_id, absl::Time now);
// When they were last; InfinitePast: never.
absl::Time GetNudgedTime(postgres::Session& db, const UserId& user_id);

// Stores nudges of people who were marked, with their events and audit entries.
void InsertNudges(postgres::Session& db, const std::vector<domain::Nudge>& nudges);
std::optional<domain::Nudge> GetNudge(postgres::Session& db, const NudgeId& id);

// Whose silence is asked about: those enrolled in a run, of one group where given, but for the facilitator, who have been so and have
// published nothing since `since`.
struct Silence {
  RunId run_id;
  GroupId group_id;  // empty: everybody of the run
  UserId facilitator_id;
  absl::Time since;
};
struct SilentCount {
  int64_t spared = 0;   // nudged less than kNudgeEvery ago
  int64_t waiting = 0;  // not
};
SilentCount CountSilent(postgres::Session& db, const Silence& silence, absl::Time now);
// Those not spared, the longest silent first.
std::vector<UserId> ListSilent(postgres::Session& db, const Silence& silence, absl::Time now, int limit);

}  // namespace parley::moderation::store

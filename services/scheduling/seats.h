#pragma once

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "services/scheduling/domain/run.h"
#include "services/scheduling/store/groups.h"

// Seats given and taken back after a plan was adopted. Each acts in the session's transaction.
namespace parley::scheduling {

// Looks for a seat for somebody who waits for one: gives it, or keeps the reason why there is none.
void SeatLatecomer(postgres::Session& db, const store::PendingPlacement& pending, absl::Time now);

// Whose place in the run changed: who came has a seat looked for, who left gives theirs back. The run is locked.
void FollowMembership(postgres::Session& db, const domain::Run& run, const UserId& user_id, bool is_placeable, bool keeps_seat,
                      absl::Time now);

// Nothing more is planned in a run that ended. When it was called off, its meetings that are not over are cancelled. When it has finished,
// none lies ahead (catalog plans them within the run): they end by themselves, also where this service's clock is behind catalog's.
void EndRun(postgres::Session& db, const domain::Run& run, absl::Time now);

// Meetings whose time is over have ended. Answers how many.
int EndDueMeetings(postgres::Session& db, absl::Time now);

}  // namespace parley::scheduling

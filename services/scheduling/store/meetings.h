#pragma once

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "parley/scheduling/v1/meeting.pb.h"
#include "services/scheduling/domain/meeting.h"

namespace parley::scheduling::store {

// Each of these also publishes MeetingChanged.
void InsertMeeting(postgres::Session& db, const domain::Meeting& meeting, absl::Time now);
void SaveMeeting(postgres::Session& db, const domain::Meeting& meeting, absl::Time now);

std::optional<domain::Meeting> GetMeeting(postgres::Session& db, const MeetingId& id);
// These lock what they answer with.
std::optional<domain::Meeting> GetMeetingForUpdate(postgres::Session& db, const MeetingId& id);
std::vector<domain::Meeting> ListMeetingsOfRunForUpdate(postgres::Session& db, const RunId& run_id);
std::vector<domain::Meeting> ListMeetingsToEndForUpdate(postgres::Session& db, absl::Time now);

// Where a page begins: after this one.
struct MeetingCursor {
  absl::Time start_time = absl::InfinitePast();
  std::string meeting_id = "00000000-0000-0000-0000-000000000000";
};
std::vector<domain::Meeting> ListMeetingsOfUser(postgres::Session& db, const UserId& user_id, const MeetingCursor& after, absl::Time now,
                                                int limit);

v1::Meeting ToProto(const domain::Meeting& meeting);

}  // namespace parley::scheduling::store

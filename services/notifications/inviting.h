#pragma once

#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/notifications/domain/meeting.h"

namespace parley::notifications {

// Tells people what became of a meeting, with an invitation for the calendar of each; who knows already is left alone.
void TellOfMeeting(postgres::Session& db, domain::Happening happening, const domain::Meeting& meeting, const std::vector<UserId>& people,
                   const std::string& from_address, absl::Time now);
// Invites somebody who joined a group to its meetings ahead; tells somebody who left that they are not expected any more.
void TellOfMeetingsOfGroup(postgres::Session& db, domain::Happening happening, const domain::GroupPerson& person,
                           const std::string& from_address, absl::Time now);

}  // namespace parley::notifications

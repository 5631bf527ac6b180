#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"

namespace parley::scheduling::domain {

// As parley.scheduling.v1.Meeting.State.
enum class MeetingState { kScheduled = 1, kOpen = 2, kEnded = 3, kCancelled = 4 };

struct Meeting {
  MeetingId id;
  GroupId group_id;
  RunId run_id;
  ModuleId module_id;
  PlannedMeetingId planned_meeting_id;
  absl::Time start_time;
  absl::Time end_time;
  MeetingState state = MeetingState::kScheduled;
  std::string room_url;
  std::string cancel_reason;
  int sequence = 0;
  int64_t version = 1;
};

// SCHEDULED or OPEN → CANCELLED. False when it was cancelled already. FAILED_PRECONDITION: MEETING_ENDED.
absl::StatusOr<bool> Cancel(Meeting& meeting, const std::string& reason, absl::Time now);
// False when it is there already. FAILED_PRECONDITION: MEETING_ENDED, MEETING_CANCELLED.
absl::StatusOr<bool> SetRoom(Meeting& meeting, const std::string& room_url, absl::Time now);
// Its time is over.
void End(Meeting& meeting);

// INVALID_ARGUMENT (room_url) unless it is an https address of at most 500 characters.
absl::Status CheckRoomUrl(const std::string& room_url);

}  // namespace parley::scheduling::domain

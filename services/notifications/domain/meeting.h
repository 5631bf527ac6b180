#pragma once

#include <optional>

#include "absl/time/time.h"
#include "libs/ids/id.h"
#include "services/notifications/domain/rules.h"

namespace parley::notifications::domain {

// How somebody belongs to a group.
enum class Seat { kMember = 1, kFacilitator = 2 };

// A person in a group, or one who left it, as scheduling last told.
struct GroupPerson {
  GroupId group_id;
  RunId run_id;
  UserId user_id;
  Seat seat = Seat::kMember;
  bool is_in = false;
  absl::Time change_time;
};
// True when `told` is news beside what is `known`, rather than something told again.
bool IsNews(const std::optional<GroupPerson>& known, const GroupPerson& told);

// As scheduling's Meeting.State.
enum class MeetingState { kScheduled = 1, kOpen = 2, kEnded = 3, kCancelled = 4 };

// A meeting as scheduling last told.
struct Meeting {
  MeetingId id;
  GroupId group_id;
  RunId run_id;
  absl::Time start_time;
  absl::Time end_time;
  MeetingState state = MeetingState::kScheduled;
  int sequence = 0;  // grows with each change that a calendar must learn of
};
bool IsNews(const std::optional<Meeting>& known, const Meeting& told);
// What its group is told of a change that is news; nullopt where calendars need not learn of it, and for what is over by `now`.
std::optional<Happening> HappeningOf(const std::optional<Meeting>& known, const Meeting& told, absl::Time now);
// Somebody who joins its group is invited to it.
bool IsAhead(const Meeting& meeting, absl::Time now);

// iTIP's word for what a calendar is to do (RFC 5546).
enum class Method { kRequest = 1, kCancel = 2 };
Method MethodOf(Happening happening);

// What one person's calendar was last told of a meeting.
struct Invitation {
  MeetingId meeting_id;
  UserId user_id;
  // Grows with each mail to this person about this meeting, and is never below the meeting's own.
  int sequence = 0;
  Method method = Method::kRequest;
  // The meeting's sequence it tells of.
  int meeting_sequence = 0;
  absl::Time start_time;
  absl::Time end_time;
};
// The next thing to tell the person's calendar; nullopt when it knows: a meeting it was never invited to can't be cancelled, and what it
// was told is not told again.
std::optional<Invitation> NextInvitation(const std::optional<Invitation>& last, const Meeting& meeting, const UserId& user_id,
                                         Method method);

}  // namespace parley::notifications::domain

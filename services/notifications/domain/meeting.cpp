#include "services/notifications/domain/meeting.h"

#include <algorithm>

namespace parley::notifications::domain {
namespace {

bool IsToCome(MeetingState state) { return state == MeetingState::kScheduled || state == MeetingState::kOpen; }

}  // namespace

bool IsNews(const std::optional<GroupPerson>& known, const GroupPerson& told) {
  if (!known) return true;
  return told.change_time > known->change_time || (told.change_time == known->change_time && told.is_in != known->is_in);
}

bool IsNews(const std::optional<Meeting>& known, const Meeting& told) {
  if (!known) return true;
  return told.sequence > known->sequence || (told.sequence == known->sequence && told.state > known->state);
}

std::optional<Happening> HappeningOf(const std::optional<Meeting>& known, const Meeting& told, absl::Time now) {
  if (told.end_time <= now) return std::nullopt;
  if (told.state == MeetingState::kCancelled) return known ? std::optional(Happening::kMeetingCancelled) : std::nullopt;
  if (!IsToCome(told.state)) return std::nullopt;
  if (!known) return Happening::kMeetingScheduled;
  return told.sequence > known->sequence ? std::optional(Happening::kMeetingChanged) : std::nullopt;
}

bool IsAhead(const Meeting& meeting, absl::Time now) { return IsToCome(meeting.state) && meeting.end_time > now; }

Method MethodOf(Happening happening) {
  return happening == Happening::kMeetingCancelled || happening == Happening::kMeetingLeft ? Method::kCancel : Method::kRequest;
}

std::optional<Invitation> NextInvitation(const std::optional<Invitation>& last, const Meeting& meeting, const UserId& user_id,
                                         Method method) {
  if (!last && method == Method::kCancel) return std::nullopt;
  if (last && last->method == method && (method == Method::kCancel || last->meeting_sequence >= meeting.sequence)) return std::nullopt;
  const int sequence = last ? std::max(last->sequence + 1, meeting.sequence) : meeting.sequence;
  return Invitation{meeting.id, user_id, sequence, method, meeting.sequence, meeting.start_time, meeting.end_time};
}

}  // namespace parley::notifications::domain

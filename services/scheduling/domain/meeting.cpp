#include "services/scheduling/domain/meeting.h"

#include <algorithm>
#include <string_view>

#include "libs/errors/error.h"

namespace parley::scheduling::domain {
namespace {

constexpr size_t kLongestUrl = 500;
constexpr std::string_view kScheme = "https://";

bool HasEnded(const Meeting& meeting, absl::Time now) { return meeting.state == MeetingState::kEnded || meeting.end_time <= now; }

absl::Status MeetingEnded() { return errors::FailedPrecondition("MEETING_ENDED", "the meeting is over"); }

// What a calendar must learn of.
void Change(Meeting& meeting) {
  ++meeting.sequence;
  ++meeting.version;
}

}  // namespace

absl::StatusOr<bool> Cancel(Meeting& meeting, const std::string& reason, absl::Time now) {
  if (meeting.state == MeetingState::kCancelled) return false;
  if (HasEnded(meeting, now)) return MeetingEnded();
  meeting.state = MeetingState::kCancelled;
  meeting.cancel_reason = reason;
  Change(meeting);
  return true;
}

absl::StatusOr<bool> SetRoom(Meeting& meeting, const std::string& room_url, absl::Time now) {
  if (meeting.state == MeetingState::kCancelled) return errors::FailedPrecondition("MEETING_CANCELLED", "the meeting was cancelled");
  if (HasEnded(meeting, now)) return MeetingEnded();
  if (meeting.room_url == room_url) return false;
  meeting.room_url = room_url;
  Change(meeting);
  return true;
}

void End(Meeting& meeting) {
  meeting.state = MeetingState::kEnded;
  ++meeting.version;
}

absl::Status CheckRoomUrl(const std::string& room_url) {
  const std::string_view text = room_url;
  const bool is_printable = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
  const size_t host_end = std::min(text.find_first_of("/?#", kScheme.size()), text.size());
  const bool has_host = text.substr(0, kScheme.size()) == kScheme && host_end > kScheme.size() &&
                        text.substr(kScheme.size(), host_end - kScheme.size()).find('@') == std::string_view::npos;
  if (is_printable && has_host && text.size() <= kLongestUrl) return absl::OkStatus();
  return errors::InvalidField("room_url", "must be an address that begins with https://, at most 500 characters");
}

}  // namespace parley::scheduling::domain

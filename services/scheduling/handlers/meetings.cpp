#include "services/scheduling/store/meetings.h"

#include <algorithm>

#include "libs/errors/error.h"
#include "services/scheduling/domain/plan.h"
#include "services/scheduling/handlers/access.h"
#include "services/scheduling/handlers/handlers.h"

namespace parley::scheduling::handlers {
namespace {

constexpr int kUsualPage = 20;
constexpr int kLongestReason = 500;

// A cursor in a page token is "<microseconds of start_time>/<meeting_id>"; tokens are signed, so what is decoded is what was encoded.
std::string CursorText(const domain::Meeting& last) { return std::to_string(absl::ToUnixMicros(last.start_time)) + "/" + last.id.text(); }

store::MeetingCursor ReadCursor(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return {};
  return {absl::FromUnixMicros(std::stoll(text.substr(0, slash))), text.substr(slash + 1)};
}

absl::Status CheckReason(const std::string& reason) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t' && c != '\r'; };
  // Bytes that begin a character of UTF-8.
  const auto characters =
      std::count_if(reason.begin(), reason.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
  const bool is_text = !std::all_of(reason.begin(), reason.end(), is_blank) && std::none_of(reason.begin(), reason.end(), is_control);
  if (is_text && characters <= kLongestReason) return absl::OkStatus();
  return errors::InvalidField("reason", "must be 1 to 500 characters of plain text");
}

// A meeting, locked, that the caller may lead, at the version they know.
absl::StatusOr<domain::Meeting> LoadToChange(Deps& deps, rpc::Call& call, const std::string& meeting_id) {
  const auto id = ParseId<MeetingId>(meeting_id, "meeting_id");
  if (!id.ok()) return id.status();
  auto meeting = store::GetMeetingForUpdate(call.db(), *id);
  if (!meeting) return errors::NotFound("meeting");
  if (auto status = CheckMayLead(deps, call, meeting->group_id, "meeting"); !status.ok()) return status;
  return *std::move(meeting);
}

// Saves what `changed` says of `meeting`, if it was changed from the version the caller knows.
absl::Status SaveChange(Deps& deps, rpc::Call& call, const std::string& etag, int64_t version, const absl::StatusOr<bool>& changed,
                        const domain::Meeting& meeting, v1::Meeting& response) {
  if (!changed.ok()) return changed.status();
  if (*changed) {
    if (auto status = domain::CheckEtag(etag, version); !status.ok()) return status;
    store::SaveMeeting(call.db(), meeting, call.now());
    call.AfterCommit(deps.wake_relay);
  }
  response = store::ToProto(meeting);
  return absl::OkStatus();
}

}  // namespace

absl::Status ListMyMeetings(Deps& deps, rpc::Call& call, const v1::ListMyMeetingsRequest& request, v1::ListMyMeetingsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListMyMeetings/" + call.user_id().text();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  auto meetings = store::ListMeetingsOfUser(call.db(), call.user_id(), ReadCursor(*cursor), call.now(), *page_size + 1);
  if (static_cast<int>(meetings.size()) > *page_size) {
    meetings.pop_back();
    response.set_next_page_token(deps.pages.Encode(scope, CursorText(meetings.back())));
  }
  for (const auto& meeting : meetings) *response.add_meetings() = store::ToProto(meeting);
  return absl::OkStatus();
}

absl::Status GetMeeting(Deps& deps, rpc::Call& call, const v1::GetMeetingRequest& request, v1::Meeting& response) {
  const auto id = ParseId<MeetingId>(request.meeting_id(), "meeting_id");
  if (!id.ok()) return id.status();
  const auto meeting = store::GetMeeting(call.db(), *id);
  if (!meeting) return errors::NotFound("meeting");
  if (auto status = CheckMaySee(deps, call, meeting->group_id, "meeting"); !status.ok()) return status;
  response = store::ToProto(*meeting);
  return absl::OkStatus();
}

absl::Status SetMeetingRoom(Deps& deps, rpc::Call& call, const v1::SetMeetingRoomRequest& request, v1::Meeting& response) {
  if (auto status = domain::CheckRoomUrl(request.room_url()); !status.ok()) return status;
  if (auto status = CheckEtagShape(request.etag(), "etag"); !status.ok()) return status;
  auto meeting = LoadToChange(deps, call, request.meeting_id());
  if (!meeting.ok()) return meeting.status();
  const int64_t version = meeting->version;
  const auto changed = domain::SetRoom(*meeting, request.room_url(), call.now());
  return SaveChange(deps, call, request.etag(), version, changed, *meeting, response);
}

absl::Status CancelMeeting(Deps& deps, rpc::Call& call, const v1::CancelMeetingRequest& request, v1::Meeting& response) {
  if (auto status = CheckReason(request.reason()); !status.ok()) return status;
  if (auto status = CheckEtagShape(request.etag(), "etag"); !status.ok()) return status;
  auto meeting = LoadToChange(deps, call, request.meeting_id());
  if (!meeting.ok()) return meeting.status();
  const int64_t version = meeting->version;
  const auto changed = domain::Cancel(*meeting, request.reason(), call.now());
  return SaveChange(deps, call, request.etag(), version, changed, *meeting, response);
}

}  // namespace parley::scheduling::handlers

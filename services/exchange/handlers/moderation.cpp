#include <algorithm>

#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "services/exchange/handlers/handlers.h"
#include "services/exchange/store/videos.h"

namespace parley::exchange::handlers {
namespace {

constexpr size_t kLongestReason = 100;

bool IsReason(const std::string& text) {
  const bool plain =
      std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
  return !text.empty() && text.size() <= kLongestReason && plain;
}

absl::Status Answer(rpc::Call& call, const VideoId& id, v1::VideoForModeration& response) {
  const auto video = store::GetVideo(call.db(), id);
  if (!video) return errors::NotFound("video");
  response.set_video_id(video->id.text());
  response.set_run_id(video->run_id.text());
  response.set_group_id(video->group_id.text());
  response.set_author_id(video->author_id.text());
  response.set_state(static_cast<v1::Video::State>(video->state));
  response.set_visible(domain::IsVisible(*video));
  response.set_held(video->moderated);
  if (video->publish_time != absl::InfiniteFuture()) *response.mutable_publish_time() = rpc::ToProto(video->publish_time);
  return absl::OkStatus();
}

}  // namespace

absl::Status GetVideoForModeration(Deps&, rpc::Call& call, const v1::GetVideoForModerationRequest& request,
                                   v1::VideoForModeration& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  return Answer(call, *video_id, response);
}

absl::Status PlaceModerationHold(Deps&, rpc::Call& call, const v1::PlaceModerationHoldRequest& request, v1::VideoForModeration& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  if (!IsReason(request.reason())) return errors::InvalidField("reason", "must have 1 to 100 characters of A to Z, 0 to 9 and _");
  const auto video = store::GetVideoForUpdate(call.db(), *video_id);
  if (!video) return errors::NotFound("video");
  store::PlaceHold(call.db(), *video, domain::HoldSource::kModeration, request.reason(), call.now());
  return Answer(call, *video_id, response);
}

absl::Status LiftModerationHold(Deps& deps, rpc::Call& call, const v1::LiftModerationHoldRequest& request,
                                v1::VideoForModeration& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  const auto video = store::GetVideoForUpdate(call.db(), *video_id);
  if (!video) return errors::NotFound("video");
  // A video that was processed under the hold is published now.
  if (store::LiftHold(call.db(), *video, domain::HoldSource::kModeration, call.now())) call.AfterCommit(deps.wake_relay);
  return Answer(call, *video_id, response);
}

}  // namespace parley::exchange::handlers

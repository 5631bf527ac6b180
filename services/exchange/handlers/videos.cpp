#include "services/exchange/store/videos.h"
#include "libs/errors/error.h"
#include "services/exchange/handlers/access.h"
#include "services/exchange/handlers/handlers.h"
#include "services/exchange/store/shown_videos.h"

namespace parley::exchange::handlers {
namespace {

constexpr size_t kLongestEtag = 100;

}  // namespace

absl::Status GetVideo(Deps& deps, rpc::Call& call, const v1::GetVideoRequest& request, v1::Video& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  const auto video = LoadViewable(deps, call, *video_id);
  if (!video.ok()) return video.status();
  auto shown = store::GetShownVideo(call.db(), *video_id, call.user_id());
  if (!shown) return errors::NotFound("video");
  // It may have been taken back between the two statements.
  const bool as_checked = shown->visible() || shown->etag() == domain::Etag(video->version);
  if (!as_checked && shown->author_id() != call.user_id().text()) return errors::NotFound("video");
  response = *std::move(shown);
  return absl::OkStatus();
}

absl::Status WithdrawVideo(Deps& deps, rpc::Call& call, const v1::WithdrawVideoRequest& request, v1::Video& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  if (request.etag().size() > kLongestEtag) return errors::InvalidField("etag", "must have at most 100 characters");

  const auto video = store::GetVideoForUpdate(call.db(), *video_id);
  if (!video || video->author_id != call.user_id()) return errors::NotFound("video");
  domain::Video withdrawn = *video;
  const bool changed = domain::Withdraw(withdrawn);
  if (changed && !request.etag().empty() && request.etag() != domain::Etag(video->version)) {
    return errors::Aborted("ETAG_MISMATCH", "the video has changed meanwhile: read it again");
  }
  if (changed) {
    store::SaveVideo(call.db(), *video, withdrawn, call.now());
    call.AfterCommit(deps.wake_relay);
    call.AfterCommit(deps.wake_upkeep);
  }
  response = *store::GetShownVideo(call.db(), *video_id, call.user_id());
  return absl::OkStatus();
}

}  // namespace parley::exchange::handlers

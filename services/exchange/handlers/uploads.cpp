#include "services/exchange/domain/upload.h"

#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "services/exchange/handlers/access.h"
#include "services/exchange/handlers/handlers.h"
#include "services/exchange/store/blob_keys.h"
#include "services/exchange/store/media_jobs.h"
#include "services/exchange/store/videos.h"

namespace parley::exchange::handlers {
namespace {

constexpr size_t kLongestName = 100;

v1::UploadStatus ToStatus(const domain::Video& video) {
  v1::UploadStatus status;
  status.set_video_id(video.id.text());
  status.set_blob_key(store::UploadKey(video.id));
  status.set_size_bytes(video.size_bytes);
  status.set_offset(video.offset);
  *status.mutable_expire_time() = rpc::ToProto(video.expire_time);
  return status;
}

}  // namespace

absl::Status GetUpload(Deps&, rpc::Call& call, const v1::GetUploadRequest& request, v1::UploadStatus& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  const auto video = store::GetVideo(call.db(), *video_id);
  if (!video || video->author_id != call.user_id()) return errors::NotFound("upload");
  if (auto status = domain::CheckUpload(*video, call.now()); !status.ok()) return status;
  response = ToStatus(*video);
  return absl::OkStatus();
}

absl::Status AdvanceUpload(Deps&, rpc::Call& call, const v1::AdvanceUploadRequest& request, v1::UploadStatus& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  const auto video = store::GetVideoForUpdate(call.db(), *video_id);
  if (!video || video->author_id != call.user_id()) return errors::NotFound("upload");
  domain::Video advanced = *video;
  const auto changed = domain::Advance(advanced, request.from_offset(), request.to_offset(), call.now());
  if (!changed.ok()) return changed.status();
  if (*changed) store::SaveUpload(call.db(), *video, advanced, call.now());
  response = ToStatus(advanced);
  return absl::OkStatus();
}

absl::Status GetRendition(Deps& deps, rpc::Call& call, const v1::GetRenditionRequest& request, v1::Rendition& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  const bool is_name = !request.name().empty() && request.name().size() <= kLongestName && request.name().find('\0') == std::string::npos;
  if (!is_name) return errors::InvalidField("name", "must be a file name of 1 to 100 characters");
  const auto video = store::GetVideo(call.db(), *video_id);
  if (!video) return errors::NotFound("rendition");
  const auto viewer = LoadViewer(deps, call, *video);
  if (!viewer.ok()) return viewer.status();
  if (!domain::MayPlay(*video, *viewer)) return errors::NotFound("rendition");
  auto rendition = store::GetRendition(call.db(), *video_id, request.name());
  if (!rendition) return errors::NotFound("rendition");
  response = *std::move(rendition);
  return absl::OkStatus();
}

}  // namespace parley::exchange::handlers

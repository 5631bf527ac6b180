#include "services/exchange/store/shown_videos.h"

#include "libs/rpc/time.h"
#include "services/exchange/domain/video.h"
#include "services/exchange/sql.h"

namespace parley::exchange::store {
namespace {

constexpr const char* kLastUuid = "ffffffff-ffff-ffff-ffff-ffffffffffff";
constexpr const char* kFirstUuid = "00000000-0000-0000-0000-000000000000";

// The places of the columns in every statement of sql/shown_videos.sql. By place, because a feed reads hundreds of values a call.
enum Column {
  kVideoId,
  kRunId,
  kPromptId,
  kGroupId,
  kReplyTo,
  kAuthorId,
  kDisplayName,
  kCountry,
  kRegion,
  kState,
  kFailureReason,
  kFailureMessage,
  kVisible,
  kDurationMs,
  kWidth,
  kHeight,
  kReplyCount,
  kCreateTime,
  kPublishTime,
  kSizeBytes,
  kOffset,
  kExpireTime,
  kVersion,
};

void ReadPlayback(const postgres::Row& row, v1::Video& video) {
  const std::string folder = "/v1/videos/" + video.video_id() + "/renditions/";
  v1::Playback& playback = *video.mutable_playback();
  playback.set_mp4_url(folder + "video.mp4");
  playback.set_hls_url(folder + "master.m3u8");
  playback.set_poster_url(folder + "poster.jpg");
  playback.set_width(row.Get<int>(kWidth));
  playback.set_height(row.Get<int>(kHeight));
  *video.mutable_duration() = rpc::ToProto(absl::Milliseconds(row.Get<int64_t>(kDurationMs)));
}

void ReadUpload(const postgres::Row& row, v1::Video& video) {
  v1::Upload& upload = *video.mutable_upload();
  upload.set_url("/v1/uploads/" + video.video_id());
  upload.set_size_bytes(row.Get<int64_t>(kSizeBytes));
  upload.set_offset(row.Get<int64_t>(kOffset));
  *upload.mutable_expire_time() = rpc::ToProto(row.Get<absl::Time>(kExpireTime));
}

void ReadAuthor(const postgres::Row& row, v1::Video& video) {
  video.set_author_id(row.Get<std::string>(kAuthorId));
  auto& author = *video.mutable_author();
  author.set_user_id(video.author_id());
  author.set_display_name(row.Get<std::string>(kDisplayName));
  author.set_country(row.Get<std::string>(kCountry));
  author.set_region(row.Get<std::string>(kRegion));
}

v1::Video ReadShown(const postgres::Row& row, const UserId& viewer) {
  v1::Video video;
  video.set_video_id(row.Get<std::string>(kVideoId));
  video.set_run_id(row.Get<std::string>(kRunId));
  video.set_prompt_id(row.Get<std::string>(kPromptId));
  video.set_group_id(row.Get<std::string>(kGroupId));
  video.set_reply_to_video_id(row.Get<std::string>(kReplyTo));
  ReadAuthor(row, video);
  video.set_state(row.Get<v1::Video::State>(kState));
  video.set_visible(row.Get<bool>(kVisible));
  video.set_reply_count(row.Get<int>(kReplyCount));
  *video.mutable_create_time() = rpc::ToProto(row.Get<absl::Time>(kCreateTime));
  const auto publish_time = row.Get<absl::Time>(kPublishTime);
  if (publish_time != absl::InfiniteFuture()) *video.mutable_publish_time() = rpc::ToProto(publish_time);
  video.set_etag(domain::Etag(row.Get<int64_t>(kVersion)));
  if (video.state() == v1::Video::STATE_PUBLISHED) ReadPlayback(row, video);
  if (video.state() == v1::Video::STATE_UPLOADING && video.author_id() == viewer.text()) ReadUpload(row, video);
  if (video.state() == v1::Video::STATE_FAILED) {
    video.mutable_failure()->set_reason(row.Get<v1::Failure::Reason>(kFailureReason));
    video.mutable_failure()->set_message(row.Get<std::string>(kFailureMessage));
  }
  return video;
}

std::vector<v1::Video> ReadAll(const postgres::Result& result, const UserId& viewer) {
  std::vector<v1::Video> videos;
  videos.reserve(static_cast<size_t>(result.size()));
  for (const auto& row : result) videos.push_back(ReadShown(row, viewer));
  return videos;
}

}  // namespace

VideoCursor BeforeNewest() { return {absl::InfiniteFuture(), kLastUuid}; }
VideoCursor BeforeOldest() { return {absl::InfinitePast(), kFirstUuid}; }

std::optional<v1::Video> GetShownVideo(postgres::Session& db, const VideoId& id, const UserId& viewer) {
  const postgres::Result result = db.Execute(sql::kGetShownVideo, id);
  if (result.empty()) return std::nullopt;
  return ReadShown(result.front(), viewer);
}

std::optional<std::vector<v1::Video>> ListVideos(postgres::Session& db, const GroupId& group_id, const PromptId& prompt_id,
                                                 const UserId& viewer, const VideoCursor& after, int limit) {
  const postgres::Result result =
      prompt_id.empty() ? db.Execute(sql::kListVideos, group_id, viewer, after.publish_time, after.video_id, limit)
                        : db.Execute(sql::kListVideosOfPrompt, group_id, viewer, after.publish_time, after.video_id, limit, prompt_id);
  if (result.empty()) return std::nullopt;
  if (result.front().Get<std::string>(kVideoId).empty()) return std::vector<v1::Video>();
  return ReadAll(result, viewer);
}

std::vector<v1::Video> ListReplies(postgres::Session& db, const VideoId& id, const UserId& viewer, const VideoCursor& after, int limit) {
  return ReadAll(db.Execute(sql::kListReplies, id, after.publish_time, after.video_id, limit), viewer);
}

std::vector<v1::Video> ListMyVideos(postgres::Session& db, const UserId& author_id, const RunId& run_id, const std::string& before,
                                    int limit) {
  return ReadAll(db.Execute(sql::kListMyVideos, author_id, run_id, before.empty() ? kLastUuid : before, limit), author_id);
}

}  // namespace parley::exchange::store

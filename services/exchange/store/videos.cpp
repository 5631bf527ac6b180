#include "services/exchange/store/videos.h"

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/exchange/v1/events.pb.h"
#include "services/exchange/sql.h"
#include "services/exchange/store/blob_keys.h"
#include "services/exchange/store/blob_removals.h"

namespace parley::exchange::store {
namespace {

// A piece that is on its way when its upload is closed may still be written: the object is removed after that.
constexpr absl::Duration kLastPiece = absl::Minutes(10);

domain::Video ReadVideo(const postgres::Row& row) {
  domain::Video video;
  video.id = row.Get<VideoId>("video_id");
  video.run_id = row.Get<RunId>("run_id");
  video.prompt_id = row.Get<PromptId>("prompt_id");
  video.group_id = row.Get<GroupId>("group_id");
  video.author_id = row.Get<UserId>("author_id");
  video.reply_to = row.GetOr("reply_to_video_id", VideoId());
  video.state = row.Get<domain::State>("state");
  video.hold_count = row.Get<int>("hold_count");
  video.moderated = row.Get<bool>("moderated");
  video.failure = {row.Get<domain::FailureReason>("failure_reason"), row.Get<std::string>("failure_message")};
  video.size_bytes = row.Get<int64_t>("size_bytes");
  video.offset = row.Get<int64_t>("offset_bytes");
  video.expire_time = row.Get<absl::Time>("expire_time");
  video.limits = {absl::Milliseconds(row.Get<int64_t>("min_duration_ms")), absl::Milliseconds(row.Get<int64_t>("max_duration_ms"))};
  video.playable = {absl::Milliseconds(row.Get<int64_t>("duration_ms")), row.Get<int>("width"), row.Get<int>("height")};
  video.version = row.Get<int64_t>("version");
  video.publish_time = row.Get<absl::Time>("publish_time");
  return video;
}

std::optional<domain::Video> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  return ReadVideo(result.front());
}

std::vector<domain::Video> ReadAll(const postgres::Result& result) {
  std::vector<domain::Video> videos;
  videos.reserve(static_cast<size_t>(result.size()));
  for (const auto& row : result) videos.push_back(ReadVideo(row));
  return videos;
}

void PublishVideoPublished(postgres::Session& db, const domain::Video& video, absl::Time now) {
  v1::VideoPublished event;
  event.set_video_id(video.id.text());
  event.set_run_id(video.run_id.text());
  event.set_prompt_id(video.prompt_id.text());
  event.set_group_id(video.group_id.text());
  event.set_author_id(video.author_id.text());
  if (!video.reply_to.empty()) {
    event.set_reply_to_video_id(video.reply_to.text());
    event.set_reply_to_author_id(db.Execute(sql::kGetAuthor, video.reply_to).front().Get<std::string>("author_id"));
  }
  *event.mutable_publish_time() = rpc::ToProto(video.publish_time);
  events::Publish(db, video.id.text(), event, now);
}

void PublishEvents(postgres::Session& db, const domain::Consequences& consequences, const domain::Video& video, absl::Time now) {
  if (consequences.first_published) PublishVideoPublished(db, video, now);
  if (consequences.withdrawn) {
    v1::VideoWithdrawn event;
    event.set_video_id(video.id.text());
    event.set_run_id(video.run_id.text());
    event.set_author_id(video.author_id.text());
    events::Publish(db, video.id.text(), event, now);
  }
  if (consequences.failed) {
    v1::VideoFailed event;
    event.set_video_id(video.id.text());
    event.set_run_id(video.run_id.text());
    event.set_author_id(video.author_id.text());
    event.set_reason(static_cast<v1::Failure::Reason>(video.failure.reason));
    events::Publish(db, video.id.text(), event, now);
  }
}

void RemoveObjects(postgres::Session& db, const domain::Video& before, const domain::Video& after, absl::Time now) {
  const bool ended = after.state != domain::State::kUploading && after.state != domain::State::kProcessing;
  if (before.state == after.state || !ended) return;
  const bool complete = after.offset == after.size_bytes;
  AddBlobRemoval(db, UploadKey(after.id), complete ? now : now + kLastPiece);
  if (after.state == domain::State::kWithdrawn) AddBlobRemoval(db, RenditionsFolder(after.id), now);
}

}  // namespace

void InsertVideo(postgres::Session& db, const domain::Video& video, absl::Time now) {
  db.Defer(sql::kInsertVideo, video.id, video.run_id, video.prompt_id, video.group_id, video.author_id, video.reply_to, video.size_bytes,
           video.expire_time, absl::ToInt64Milliseconds(video.limits.min), absl::ToInt64Milliseconds(video.limits.max), now);
}

int64_t CountUnfinishedUploads(postgres::Session& db, const UserId& author_id, absl::Time now) {
  return db.Execute(sql::kCountUnfinishedUploads, author_id, now).front().Get<int64_t>(0);
}

std::optional<domain::Video> GetVideo(postgres::Session& db, const VideoId& id) { return ReadOne(db.Execute(sql::kGetVideo, id)); }

std::optional<domain::Video> GetVideoForUpdate(postgres::Session& db, const VideoId& id) {
  return ReadOne(db.Execute(sql::kGetVideoForUpdate, id));
}

std::vector<domain::Video> ListVideosOfAuthorForUpdate(postgres::Session& db, const UserId& author_id) {
  db.Execute(sql::kLockVideosOfAuthor, author_id);
  return ReadAll(db.Execute(sql::kListVideosOfAuthor, author_id));
}

std::vector<domain::Video> ListExpiredUploadsForUpdate(postgres::Session& db, absl::Time now) {
  return ReadAll(db.Execute(sql::kListExpiredUploadsForUpdate, now));
}

void SaveVideo(postgres::Session& db, const domain::Video& before, const domain::Video& after, absl::Time now) {
  db.Defer(sql::kUpdateVideo, after.id, after.state, after.hold_count, after.failure.reason, after.failure.message,
           absl::ToInt64Milliseconds(after.playable.duration), after.playable.width, after.playable.height, after.publish_time,
           after.version);
  const domain::Consequences consequences = domain::Compare(before, after);
  if (consequences.replies != 0) db.Defer(sql::kAddToReplyCount, after.reply_to, consequences.replies);
  PublishEvents(db, consequences, after, now);
  RemoveObjects(db, before, after, now);
}

void SaveUpload(postgres::Session& db, const domain::Video& before, const domain::Video& after, absl::Time now) {
  db.Defer(sql::kUpdateUpload, after.id, after.offset, after.expire_time);
  if (after.state == before.state) return;
  SaveVideo(db, before, after, now);
  db.Defer(sql::kInsertMediaJob, after.id, now);
}

bool PlaceHold(postgres::Session& db, const domain::Video& video, domain::HoldSource source, const std::string& reason, absl::Time now) {
  if (db.Execute(sql::kInsertHoldIfNew, video.id, source, reason, now).affected() == 0) return false;
  domain::Video held = video;
  domain::PlaceHold(held);
  SaveVideo(db, video, held, now);
  return true;
}

bool LiftHold(postgres::Session& db, const domain::Video& video, domain::HoldSource source, absl::Time now) {
  if (db.Execute(sql::kDeleteHold, video.id, source).affected() == 0) return false;
  domain::Video free = video;
  domain::LiftHold(free, now);
  SaveVideo(db, video, free, now);
  return true;
}

}  // namespace parley::exchange::store

#include "services/moderation/store/videos.h"

#include "libs/rpc/time.h"
#include "services/moderation/sql.h"

namespace parley::moderation::store {
namespace {

std::optional<domain::Video> ReadVideo(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  domain::Video video;
  video.id = row.Get<VideoId>("video_id");
  video.run_id = row.Get<RunId>("run_id");
  video.group_id = row.Get<GroupId>("group_id");
  video.author_id = row.Get<UserId>("author_id");
  video.state = row.Get<domain::VideoState>("state");
  video.visible = row.Get<bool>("visible");
  video.check_time = row.Get<absl::Time>("check_time");
  video.hidden = row.Get<bool>("hidden");
  return video;
}

}  // namespace

bool PutVideoPublished(postgres::Session& db, const exchange::v1::VideoPublished& event) {
  return !db.Execute(sql::kPutVideoPublished, event.video_id(), event.run_id(), event.group_id(), event.author_id(),
                     rpc::FromProto(event.publish_time()))
              .empty();
}

void PutVideoAnswer(postgres::Session& db, const exchange::v1::VideoForModeration& answer, absl::Time now) {
  db.Defer(sql::kPutVideoAnswer, answer.video_id(), answer.run_id(), answer.group_id(), answer.author_id(),
           static_cast<int>(answer.state()), rpc::FromProto(answer.publish_time()), answer.visible(), now);
}

std::optional<domain::Video> GetVideo(postgres::Session& db, const VideoId& id) { return ReadVideo(db.Execute(sql::kGetVideo, id)); }

std::optional<domain::Video> GetVideoForUpdate(postgres::Session& db, const VideoId& id) {
  return ReadVideo(db.Execute(sql::kGetVideoForUpdate, id));
}

void SetVideoWithdrawn(postgres::Session& db, const VideoId& id) { db.Defer(sql::kSetVideoWithdrawn, id); }
void SetVideoHidden(postgres::Session& db, const VideoId& id, bool hidden) { db.Defer(sql::kSetVideoHidden, id, hidden); }

}  // namespace parley::moderation::store

#include "services/exchange/store/media_jobs.h"

#include "libs/ids/id.h"
#include "services/exchange/sql.h"

namespace parley::exchange::store {

std::optional<MediaJob> TakeMediaJob(postgres::Session& db, absl::Time now, absl::Time until) {
  const std::string lease = NewUuid(now);
  const postgres::Result result = db.Execute(sql::kTakeMediaJob, lease, now, until);
  if (result.empty()) return std::nullopt;
  return MediaJob{result.front().Get<VideoId>("video_id"), lease, result.front().Get<int>("attempts")};
}

bool RenewMediaJob(postgres::Session& db, const MediaJob& job, absl::Time until, int progress_percent) {
  return db.Execute(sql::kRenewMediaJob, job.video_id, job.lease, until, progress_percent).affected() == 1;
}

void PutBackMediaJob(postgres::Session& db, const MediaJob& job, absl::Time not_before) {
  db.Defer(sql::kPutBackMediaJob, job.video_id, job.lease, not_before);
}

void ReleaseMediaJob(postgres::Session& db, const MediaJob& job, absl::Time now) {
  db.Defer(sql::kReleaseMediaJob, job.video_id, job.lease, now);
}

bool DeleteMediaJob(postgres::Session& db, const MediaJob& job) {
  return db.Execute(sql::kDeleteMediaJob, job.video_id, job.lease).affected() == 1;
}

MediaBacklog GetMediaBacklog(postgres::Session& db, absl::Time now) {
  const postgres::Result result = db.Execute(sql::kGetMediaBacklog, now);
  const postgres::Row row = result.front();
  return {row.Get<int64_t>("waiting"), row.Get<int64_t>("running"), row.GetOptional<absl::Time>("oldest_time")};
}

void InsertRendition(postgres::Session& db, const VideoId& id, const std::string& name, const v1::Rendition& rendition) {
  db.Defer(sql::kInsertRendition, id, name, rendition.blob_key(), rendition.media_type(), rendition.size_bytes(), rendition.etag());
}

std::optional<v1::Rendition> GetRendition(postgres::Session& db, const VideoId& id, const std::string& name) {
  const postgres::Result result = db.Execute(sql::kGetRendition, id, name);
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  v1::Rendition rendition;
  rendition.set_blob_key(row.Get<std::string>("blob_key"));
  rendition.set_media_type(row.Get<std::string>("media_type"));
  rendition.set_size_bytes(row.Get<int64_t>("size_bytes"));
  rendition.set_etag(row.Get<std::string>("etag"));
  return rendition;
}

}  // namespace parley::exchange::store

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "parley/exchange/v1/internal.pb.h"
#include "services/exchange/domain/video.h"

// Videos to be made playable, as a queue that workers take from by leases, and the files that come of it.
namespace parley::exchange::store {

struct MediaJob {
  VideoId video_id;
  std::string lease;  // what the worker proves with that the job is still its own
  int attempts = 0;   // this one included
};

// The oldest job nobody holds.
std::optional<MediaJob> TakeMediaJob(postgres::Session& db, absl::Time now, absl::Time until);
// False when the job is no longer the worker's, or its video was taken back: stop working on it.
bool RenewMediaJob(postgres::Session& db, const MediaJob& job, absl::Time until, int progress_percent);
// Gives it back uncounted, to be taken again after `not_before`.
void PutBackMediaJob(postgres::Session& db, const MediaJob& job, absl::Time not_before);
// Gives it back as an attempt that failed.
void ReleaseMediaJob(postgres::Session& db, const MediaJob& job, absl::Time now);
// Ends it. False when it is no longer the worker's.
bool DeleteMediaJob(postgres::Session& db, const MediaJob& job);

// For operators.
struct MediaBacklog {
  int64_t waiting = 0;
  int64_t running = 0;
  std::optional<absl::Time> oldest_time;  // of those that wait
};
MediaBacklog GetMediaBacklog(postgres::Session& db, absl::Time now);

void InsertRendition(postgres::Session& db, const VideoId& id, const std::string& name, const v1::Rendition& rendition);
std::optional<v1::Rendition> GetRendition(postgres::Session& db, const VideoId& id, const std::string& name);

}  // namespace parley::exchange::store

#pragma once

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "services/exchange/domain/video.h"

namespace parley::exchange::store {

void InsertVideo(postgres::Session& db, const domain::Video& video, absl::Time now);
// Uploads of a person that still take bytes.
int64_t CountUnfinishedUploads(postgres::Session& db, const UserId& author_id, absl::Time now);

std::optional<domain::Video> GetVideo(postgres::Session& db, const VideoId& id);
// These lock what they answer with.
std::optional<domain::Video> GetVideoForUpdate(postgres::Session& db, const VideoId& id);
std::vector<domain::Video> ListVideosOfAuthorForUpdate(postgres::Session& db, const UserId& author_id);
std::vector<domain::Video> ListExpiredUploadsForUpdate(postgres::Session& db, absl::Time now);

// Saves a locked video with all that its change means: the reply count of the video it answers, the events, the objects nobody needs any
// more. A video that is locked before the one it answers, always: that order can't deadlock.
void SaveVideo(postgres::Session& db, const domain::Video& before, const domain::Video& after, absl::Time now);

// Saves a locked video's upload; at its full size also the job of making it playable.
void SaveUpload(postgres::Session& db, const domain::Video& before, const domain::Video& after, absl::Time now);

// Places or lifts the hold of one source on a locked video. False when it stands, or is gone, already.
bool PlaceHold(postgres::Session& db, const domain::Video& video, domain::HoldSource source, const std::string& reason, absl::Time now);
bool LiftHold(postgres::Session& db, const domain::Video& video, domain::HoldSource source, absl::Time now);

}  // namespace parley::exchange::store

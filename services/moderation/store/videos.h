#pragma once

#include <optional>

#include "libs/postgres/connection.h"
#include "parley/exchange/v1/events.pb.h"
#include "parley/exchange/v1/internal.pb.h"
#include "services/moderation/domain/video.h"

// exchange's videos, as far as moderation needs them.
namespace parley::moderation::store {

// True when the video's publication was not heard of before.
bool PutVideoPublished(postgres::Session& db, const exchange::v1::VideoPublished& event);
// exchange's answer to a question, of a video that was published at some time; a video that was taken back stays so.
void PutVideoAnswer(postgres::Session& db, const exchange::v1::VideoForModeration& answer, absl::Time now);

std::optional<domain::Video> GetVideo(postgres::Session& db, const VideoId& id);
std::optional<domain::Video> GetVideoForUpdate(postgres::Session& db, const VideoId& id);

// Both on a locked video.
void SetVideoWithdrawn(postgres::Session& db, const VideoId& id);
void SetVideoHidden(postgres::Session& db, const VideoId& id, bool hidden);

}  // namespace parley::moderation::store

#pragma once

#include "absl/time/time.h"
#include "services/moderation/domain/ids.h"
#include "services/moderation/domain/membership.h"

// A video that was published, as moderation believes of it, and whether moderation itself hides it.
namespace parley::moderation::domain {

// As parley.exchange.v1.Video.State.
enum class VideoState { kUploading = 1, kProcessing, kPublished, kFailed, kWithdrawn };

struct Video {
  VideoId id;
  RunId run_id;
  GroupId group_id;
  UserId author_id;
  VideoState state = VideoState::kPublished;
  bool visible = false;                          // as the exchange said
  absl::Time check_time = absl::InfinitePast();  // when it was asked
  bool hidden = false;                           // a decision hides it; that may not have reached the exchange yet
};

inline bool IsVisible(const Video& video) { return video.state == VideoState::kPublished && video.visible && !video.hidden; }
inline bool ShouldAsk(const Video& video, absl::Time now) { return now - video.check_time >= kBelieve; }

}  // namespace parley::moderation::domain

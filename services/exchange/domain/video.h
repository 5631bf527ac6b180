#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"

// A video's life: its states, what changes them, and who may see it. Pure rules.
namespace parley::exchange::domain {

// As parley.exchange.v1.Video.State.
enum class State { kUploading = 1, kProcessing = 2, kPublished = 3, kFailed = 4, kWithdrawn = 5 };

// As parley.exchange.v1.Failure.Reason.
enum class FailureReason {
  kNone = 0,
  kNotAVideo = 1,
  kTooLong = 2,
  kTooShort = 3,
  kNoPicture = 4,
  kDamaged = 5,
  kTooComplex = 6,
  kUploadExpired = 7,
};

// Why nothing playable came of a video, for its author to act on: one sentence in English.
struct Failure {
  FailureReason reason = FailureReason::kNone;
  std::string message;
};

// Who keeps a video from the others; each lifts only its own hold.
enum class HoldSource { kConsent = 1, kModeration = 2 };

struct DurationLimits {
  absl::Duration min;
  absl::Duration max;
};

// What the media worker made of it.
struct Playable {
  absl::Duration duration;
  int width = 0;
  int height = 0;
};

struct Video {
  VideoId id;
  RunId run_id;
  PromptId prompt_id;
  GroupId group_id;
  UserId author_id;
  VideoId reply_to;  // empty for an answer to the prompt
  State state = State::kUploading;
  int hold_count = 0;
  bool moderated = false;  // one of the holds is moderation's, as loaded
  Failure failure;
  int64_t size_bytes = 0;
  int64_t offset = 0;  // bytes stored
  absl::Time expire_time;
  DurationLimits limits;
  Playable playable;
  int64_t version = 1;
  absl::Time publish_time = absl::InfiniteFuture();  // when it was first visible
};

inline bool IsVisible(const Video& video) { return video.state == State::kPublished && video.hold_count == 0; }

// Of the video as its author changes it; counting a reply leaves it alone.
std::string Etag(int64_t version);

// Processing ended well. False, changing nothing, when the video is not PROCESSING (its author took it back meanwhile).
bool Publish(Video& video, const Playable& playable, absl::Time now);
// Processing, or waiting for bytes, ended without a playable video. False when it had ended already.
bool Fail(Video& video, Failure failure);
// Its author takes it back. False when it was withdrawn already.
bool Withdraw(Video& video);
void PlaceHold(Video& video);
void LiftHold(Video& video, absl::Time now);

// What a change means to others.
struct Consequences {
  int replies = 0;  // to be added to the count of the video it replies to
  bool first_published = false;
  bool withdrawn = false;
  bool failed = false;  // after processing: a lapsed upload is no news to anybody
};
Consequences Compare(const Video& before, const Video& after);

// Who looks: the author, somebody who may see what is in the video's group, or a moderator of it
// (its facilitators, and coordinators of its run's partner).
struct Viewer {
  bool is_author = false;
  bool is_reader = false;
  bool is_moderator = false;
};
// A moderator sees what moderation alone holds back, and nothing that its author took back in any way.
bool MayView(const Video& video, const Viewer& viewer);
bool MayPlay(const Video& video, const Viewer& viewer);

}  // namespace parley::exchange::domain

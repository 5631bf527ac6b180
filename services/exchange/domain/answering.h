#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/exchange/domain/place.h"
#include "services/exchange/domain/video.h"

// Starting a video: what must hold.
namespace parley::exchange::domain {

// As parley.catalog.v1.Run.State.
enum class RunState { kDraft = 1, kOpen, kRunning, kFinished, kCancelled };

// A prompt, and what its run says of the videos that answer it.
struct Opening {
  PromptId prompt_id;
  RunId run_id;
  GroupId group_id;  // where the video goes
  RunState run_state = RunState::kDraft;
  absl::Time open_time;
  absl::Time close_time;
  DurationLimits limits;
  int64_t max_size_bytes = 0;
};

// The first that fails of: ENROLMENT_NOT_ACTIVE, GROUP_LEFT, PROMPT_NOT_OPEN, VIDEO_NOT_ANSWERABLE (`parent`: the video replied to, or
// nullptr), CONSENT_MISSING, INVALID_ARGUMENT (size_bytes), TOO_MANY_UPLOADS.
absl::Status CheckAnswer(const Opening& opening, const Place& place, const Video* parent, const Consent& consent, int64_t size_bytes,
                         int64_t unfinished, absl::Time now);

}  // namespace parley::exchange::domain

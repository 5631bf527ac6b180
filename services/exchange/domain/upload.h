#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/exchange/domain/video.h"

// A video's bytes on their way in.
namespace parley::exchange::domain {

// An upload that nothing was added to for this long is given up.
inline constexpr absl::Duration kUploadIdle = absl::Hours(24);
// Uploads a person may have unfinished at a time.
inline constexpr int kMostUnfinished = 10;

// FAILED_PRECONDITION (UPLOAD_CLOSED) when the video takes no bytes and was not completed by its upload.
absl::Status CheckUpload(const Video& video, absl::Time now);

// INVALID_ARGUMENT naming from_offset or to_offset when these can be no step of an upload of `size_bytes`.
absl::Status CheckStep(int64_t from_offset, int64_t to_offset, int64_t size_bytes);

// Moves the offset; at the full size the video becomes PROCESSING. Answers false when that was recorded already. UPLOAD_CLOSED;
// ABORTED (OFFSET_MISMATCH).
absl::StatusOr<bool> Advance(Video& video, int64_t from_offset, int64_t to_offset, absl::Time now);

// What an upload that was given up says to its author.
Failure UploadExpired();

}  // namespace parley::exchange::domain

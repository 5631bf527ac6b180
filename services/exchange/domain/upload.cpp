#include "services/exchange/domain/upload.h"

#include "libs/errors/error.h"

namespace parley::exchange::domain {

absl::Status CheckUpload(const Video& video, absl::Time now) {
  const bool open = video.state == State::kUploading && now < video.expire_time;
  const bool completed = video.state != State::kWithdrawn && video.offset == video.size_bytes;
  if (open || completed) return absl::OkStatus();
  return errors::FailedPrecondition("UPLOAD_CLOSED", "this upload was taken back or has expired: start a new video");
}

absl::Status CheckStep(int64_t from_offset, int64_t to_offset, int64_t size_bytes) {
  errors::FieldErrors bad;
  bad.Check(from_offset >= 0 && from_offset <= size_bytes, "from_offset", "must be from 0 to the size of the upload");
  bad.Check(to_offset >= from_offset && to_offset <= size_bytes, "to_offset", "must be from from_offset to the size of the upload");
  return bad.ok() ? absl::OkStatus() : bad.status();
}

absl::StatusOr<bool> Advance(Video& video, int64_t from_offset, int64_t to_offset, absl::Time now) {
  if (auto status = CheckStep(from_offset, to_offset, video.size_bytes); !status.ok()) return status;
  if (auto status = CheckUpload(video, now); !status.ok()) return status;
  if (to_offset <= video.offset) return false;
  if (from_offset != video.offset) {
    return errors::Aborted("OFFSET_MISMATCH", "the upload is at offset " + std::to_string(video.offset) + ": go on from there");
  }
  video.offset = to_offset;
  video.expire_time = now + kUploadIdle;
  if (video.offset == video.size_bytes) {
    video.state = State::kProcessing;
    ++video.version;
  }
  return true;
}

Failure UploadExpired() {
  return {FailureReason::kUploadExpired,
          "The upload was not finished within 24 hours of its last piece: record or choose the video again."};
}

}  // namespace parley::exchange::domain

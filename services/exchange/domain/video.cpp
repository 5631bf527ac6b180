#include "services/exchange/domain/video.h"

#include <utility>

namespace parley::exchange::domain {
namespace {

void NoteFirstVisible(Video& video, absl::Time now) {
  if (IsVisible(video) && video.publish_time == absl::InfiniteFuture()) video.publish_time = now;
}

}  // namespace

std::string Etag(int64_t version) { return "v" + std::to_string(version); }

bool Publish(Video& video, const Playable& playable, absl::Time now) {
  if (video.state != State::kProcessing) return false;
  video.state = State::kPublished;
  video.playable = playable;
  NoteFirstVisible(video, now);
  ++video.version;
  return true;
}

bool Fail(Video& video, Failure failure) {
  if (video.state != State::kProcessing && video.state != State::kUploading) return false;
  video.state = State::kFailed;
  video.failure = std::move(failure);
  ++video.version;
  return true;
}

bool Withdraw(Video& video) {
  if (video.state == State::kWithdrawn) return false;
  video.state = State::kWithdrawn;
  ++video.version;
  return true;
}

void PlaceHold(Video& video) {
  ++video.hold_count;
  ++video.version;
}

void LiftHold(Video& video, absl::Time now) {
  --video.hold_count;
  NoteFirstVisible(video, now);
  ++video.version;
}

Consequences Compare(const Video& before, const Video& after) {
  Consequences out;
  if (!after.reply_to.empty()) out.replies = (IsVisible(after) ? 1 : 0) - (IsVisible(before) ? 1 : 0);
  out.first_published = before.publish_time == absl::InfiniteFuture() && after.publish_time != absl::InfiniteFuture();
  out.withdrawn = before.state != State::kWithdrawn && after.state == State::kWithdrawn;
  out.failed = before.state == State::kProcessing && after.state == State::kFailed;
  return out;
}

bool MayView(const Video& video, const Viewer& viewer) {
  if (viewer.is_author) return true;
  if (IsVisible(video)) return viewer.is_reader || viewer.is_moderator;
  const bool moderated_alone = video.state == State::kPublished && video.moderated && video.hold_count == 1;
  return viewer.is_moderator && moderated_alone;
}

bool MayPlay(const Video& video, const Viewer& viewer) { return video.state == State::kPublished && MayView(video, viewer); }

}  // namespace parley::exchange::domain

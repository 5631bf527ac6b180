#include "services/exchange/domain/video.h"

#include "catch2/catch.hpp"

namespace parley::exchange::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'900'000'000);

Video InState(State state) {
  Video video;
  video.state = state;
  return video;
}

TEST_CASE("only a video that is being processed can be published") {
  for (const State state : {State::kUploading, State::kPublished, State::kFailed, State::kWithdrawn}) {
    Video video = InState(state);
    CHECK_FALSE(Publish(video, {}, kNow));
    CHECK(video.state == state);
  }
  Video video = InState(State::kProcessing);
  CHECK(Publish(video, {absl::Seconds(8), 1280, 720}, kNow));
  CHECK(IsVisible(video));
  CHECK(video.publish_time == kNow);
  CHECK(video.playable.width == 1280);
}

TEST_CASE("a video is first published when it is first visible, and only once") {
  Video video = InState(State::kProcessing);
  PlaceHold(video);
  const Video held = video;
  REQUIRE(Publish(video, {}, kNow));
  CHECK_FALSE(IsVisible(video));
  CHECK_FALSE(Compare(held, video).first_published);

  const Video before = video;
  LiftHold(video, kNow + absl::Hours(1));
  CHECK(Compare(before, video).first_published);
  CHECK(video.publish_time == kNow + absl::Hours(1));

  PlaceHold(video);
  const Video again = video;
  LiftHold(video, kNow + absl::Hours(2));
  CHECK_FALSE(Compare(again, video).first_published);
  CHECK(video.publish_time == kNow + absl::Hours(1));
}

TEST_CASE("each source lifts only its own hold") {
  Video video = InState(State::kPublished);
  PlaceHold(video);
  PlaceHold(video);
  LiftHold(video, kNow);
  CHECK_FALSE(IsVisible(video));
  LiftHold(video, kNow);
  CHECK(IsVisible(video));
}

TEST_CASE("a reply counts while it is visible") {
  Video reply = InState(State::kProcessing);
  reply.reply_to = VideoId::New(kNow);
  Video before = reply;
  REQUIRE(Publish(reply, {}, kNow));
  CHECK(Compare(before, reply).replies == 1);
  before = reply;
  PlaceHold(reply);
  CHECK(Compare(before, reply).replies == -1);
  before = reply;
  REQUIRE(Withdraw(reply));
  CHECK(Compare(before, reply).replies == 0);
  CHECK(Compare(InState(State::kProcessing), InState(State::kPublished)).replies == 0);
}

TEST_CASE("a withdrawn video stays withdrawn") {
  Video video = InState(State::kPublished);
  const auto version = video.version;
  CHECK(Withdraw(video));
  CHECK(Etag(video.version) != Etag(version));
  CHECK_FALSE(Withdraw(video));
  CHECK_FALSE(Fail(video, {FailureReason::kDamaged, ""}));
  CHECK_FALSE(Publish(video, {}, kNow));
  CHECK(video.version == version + 1);
}

TEST_CASE("only a failure of processing is news") {
  CHECK(Compare(InState(State::kProcessing), InState(State::kFailed)).failed);
  CHECK_FALSE(Compare(InState(State::kUploading), InState(State::kFailed)).failed);
}

TEST_CASE("a visible video is its group's to see, any other its author's alone, and only a published one plays") {
  const Viewer author{.is_author = true};
  const Viewer reader{.is_reader = true};
  const Viewer stranger;
  for (const State state : {State::kUploading, State::kProcessing, State::kPublished, State::kFailed, State::kWithdrawn}) {
    for (const int holds : {0, 1}) {
      Video video = InState(state);
      video.hold_count = holds;
      const bool published = state == State::kPublished;
      CHECK(MayView(video, author));
      CHECK(MayView(video, reader) == (published && holds == 0));
      CHECK_FALSE(MayView(video, stranger));
      CHECK(MayPlay(video, author) == published);
      CHECK(MayPlay(video, reader) == (published && holds == 0));
    }
  }
}

TEST_CASE("a moderator sees what is published, unless anything but moderation holds it") {
  const Viewer moderator{.is_moderator = true};
  for (const State state : {State::kUploading, State::kProcessing, State::kPublished, State::kFailed, State::kWithdrawn}) {
    for (const int holds : {0, 1, 2}) {
      for (const bool moderated : {false, true}) {
        Video video = InState(state);
        video.hold_count = holds;
        video.moderated = moderated && holds > 0;
        const bool sees = state == State::kPublished && (holds == 0 || (holds == 1 && moderated));
        CHECK(MayView(video, moderator) == sees);
        CHECK(MayPlay(video, moderator) == sees);
      }
    }
  }
}

}  // namespace
}  // namespace parley::exchange::domain

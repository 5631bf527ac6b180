#include "services/exchange/domain/upload.h"

#include "catch2/catch.hpp"
#include "tests/support/status_matchers.h"

namespace parley::exchange::domain {
namespace {

using test::HasReason;
using test::IsOk;
using test::NamesField;

const absl::Time kNow = absl::FromUnixSeconds(1'900'000'000);

Video Upload(int64_t offset = 0) {
  Video video;
  video.size_bytes = 100;
  video.offset = offset;
  video.expire_time = kNow + kUploadIdle;
  return video;
}

TEST_CASE("an upload moves on, lives longer with each piece, and is processed once it is whole") {
  Video video = Upload();
  CHECK(*Advance(video, 0, 40, kNow + absl::Hours(1)));
  CHECK(video.offset == 40);
  CHECK(video.expire_time == kNow + absl::Hours(25));
  CHECK(video.state == State::kUploading);
  CHECK(*Advance(video, 40, 100, kNow + absl::Hours(2)));
  CHECK(video.state == State::kProcessing);
}

TEST_CASE("what is recorded already changes nothing") {
  Video video = Upload(40);
  const auto before = video.expire_time;
  CHECK_FALSE(*Advance(video, 0, 40, kNow));
  CHECK_FALSE(*Advance(video, 10, 20, kNow));
  CHECK_FALSE(*Advance(video, 40, 40, kNow));
  CHECK(video.offset == 40);
  CHECK(video.expire_time == before);
  video = Upload(100);
  video.state = State::kPublished;
  CHECK_FALSE(*Advance(video, 40, 100, kNow));
}

TEST_CASE("a piece that does not begin where the upload is is refused") {
  Video video = Upload(40);
  CHECK_THAT(Advance(video, 41, 60, kNow).status(), HasReason("OFFSET_MISMATCH"));
  CHECK_THAT(Advance(video, 0, 60, kNow).status(), HasReason("OFFSET_MISMATCH"));
  CHECK(video.offset == 40);
}

TEST_CASE("steps outside the upload are refused by name") {
  CHECK_THAT(CheckStep(-1, 10, 100), NamesField("from_offset"));
  CHECK_THAT(CheckStep(101, 101, 100), NamesField("from_offset") && NamesField("to_offset"));
  CHECK_THAT(CheckStep(10, 9, 100), NamesField("to_offset"));
  CHECK_THAT(CheckStep(10, 101, 100), NamesField("to_offset"));
  CHECK_THAT(CheckStep(0, 100, 100), IsOk());
}

TEST_CASE("an upload that expired, or whose video was taken back, is closed") {
  Video expired = Upload(40);
  CHECK_THAT(CheckUpload(expired, kNow + kUploadIdle), HasReason("UPLOAD_CLOSED"));
  CHECK_THAT(Advance(expired, 40, 60, kNow + kUploadIdle).status(), HasReason("UPLOAD_CLOSED"));
  Video withdrawn = Upload(100);
  withdrawn.state = State::kWithdrawn;
  CHECK_THAT(CheckUpload(withdrawn, kNow), HasReason("UPLOAD_CLOSED"));
  Video given_up = Upload(40);
  REQUIRE(Fail(given_up, UploadExpired()));
  CHECK_THAT(CheckUpload(given_up, kNow), HasReason("UPLOAD_CLOSED"));
}

TEST_CASE("a completed upload can still be asked for, whatever became of its video") {
  for (const State state : {State::kProcessing, State::kPublished, State::kFailed}) {
    Video video = Upload(100);
    video.state = state;
    CHECK_THAT(CheckUpload(video, kNow + absl::Hours(100)), IsOk());
  }
}

}  // namespace
}  // namespace parley::exchange::domain

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "tests/service/exchange/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

absl::Status GetUpload(House& house, const UserId& user_id, const std::string& video_id, v1::UploadStatus& status) {
  v1::GetUploadRequest request;
  request.set_video_id(video_id);
  return house.Internal(user_id, "GetUpload", request, status);
}

absl::Status Advance(House& house, const UserId& user_id, const std::string& video_id, int64_t from, int64_t to, v1::UploadStatus& status,
                     const std::string& request_id = Fresh()) {
  v1::AdvanceUploadRequest request;
  request.set_video_id(video_id);
  request.set_from_offset(from);
  request.set_to_offset(to);
  request.set_request_id(request_id);
  return house.Internal(user_id, "AdvanceUpload", request, status);
}

int CountJobs(House& house) {
  static constexpr postgres::Statement kCount{"TestCountJobs", "SELECT count(*) FROM media_jobs"};
  return house.db().Execute(kCount).front().Get<int>(0);
}

TEST_CASE("an upload moves piece by piece and becomes a job when it is whole") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Create(amal, house.prompt_id());
  v1::UploadStatus status;
  REQUIRE_THAT(GetUpload(house, amal, video.video_id(), status), IsOk());
  CHECK(status.blob_key() == "uploads/" + video.video_id());
  CHECK(status.size_bytes() == 100);
  CHECK(status.offset() == 0);

  house.clock().Advance(absl::Hours(1));
  REQUIRE_THAT(Advance(house, amal, video.video_id(), 0, 60, status), IsOk());
  CHECK(status.offset() == 60);
  CHECK(rpc::FromProto(status.expire_time()) == house.clock().Now() + absl::Hours(24));
  CHECK(house.Get(amal, video.video_id()).upload().offset() == 60);
  CHECK(CountJobs(house) == 0);

  REQUIRE_THAT(Advance(house, amal, video.video_id(), 60, 100, status), IsOk());
  CHECK(status.offset() == 100);
  CHECK(house.Get(amal, video.video_id()).state() == v1::Video::STATE_PROCESSING);
  CHECK_FALSE(house.Get(amal, video.video_id()).has_upload());
  CHECK(CountJobs(house) == 1);
  REQUIRE_THAT(GetUpload(house, amal, video.video_id(), status), IsOk());
  CHECK(status.offset() == 100);
}

TEST_CASE("recording what is recorded already changes nothing, by the same request or another") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Create(amal, house.prompt_id());
  v1::UploadStatus status;
  const std::string request_id = Fresh();
  REQUIRE_THAT(Advance(house, amal, video.video_id(), 0, 100, status, request_id), IsOk());
  REQUIRE_THAT(Advance(house, amal, video.video_id(), 0, 100, status, request_id), IsOk());
  REQUIRE_THAT(Advance(house, amal, video.video_id(), 0, 100, status), IsOk());
  REQUIRE_THAT(Advance(house, amal, video.video_id(), 20, 40, status), IsOk());
  CHECK(status.offset() == 100);
  CHECK(CountJobs(house) == 1);
  house.MakePlayable(video);
  REQUIRE_THAT(Advance(house, amal, video.video_id(), 60, 100, status), IsOk());
  CHECK(CountJobs(house) == 0);
}

TEST_CASE("uploads refuse other offsets, bad input, and everybody but the author") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const std::string id = house.Create(amal, house.prompt_id()).video_id();
  v1::UploadStatus status;
  CHECK_THAT(Advance(house, amal, id, 10, 60, status), HasReason("OFFSET_MISMATCH") && HasCode(absl::StatusCode::kAborted));
  CHECK_THAT(Advance(house, amal, id, -1, 60, status), NamesField("from_offset"));
  CHECK_THAT(Advance(house, amal, id, 60, 10, status), NamesField("to_offset"));
  CHECK_THAT(Advance(house, amal, id, 0, 101, status), NamesField("to_offset"));
  CHECK_THAT(Advance(house, amal, "x", 0, 60, status), NamesField("video_id"));
  CHECK_THAT(Advance(house, amal, id, 0, 60, status, ""), NamesField("request_id"));
  CHECK_THAT(GetUpload(house, amal, "", status), NamesField("video_id"));
  CHECK_THAT(Advance(house, ben, id, 0, 60, status), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(GetUpload(house, ben, id, status), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Advance(house, amal, Fresh(), 0, 60, status), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(GetUpload(house, amal, Fresh(), status), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(GetUpload(house, UserId(), id, status), HasCode(absl::StatusCode::kUnauthenticated));
  v1::GetUploadRequest request;
  request.set_video_id(id);
  CHECK_THAT(house.Internal(amal, "GetUpload", request, status, "notifications"), HasCode(absl::StatusCode::kPermissionDenied));
  REQUIRE_THAT(GetUpload(house, amal, id, status), IsOk());
  CHECK(status.offset() == 0);
}

TEST_CASE("an upload left alone for a day is given up, and its bytes go") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Create(amal, house.prompt_id());
  const std::string key = "uploads/" + video.video_id();
  REQUIRE_THAT((*house.blobs().Append(key))->Write(0, "some bytes"), IsOk());
  house.clock().Advance(absl::Hours(24));
  v1::UploadStatus status;
  CHECK_THAT(GetUpload(house, amal, video.video_id(), status), HasReason("UPLOAD_CLOSED"));
  CHECK_THAT(Advance(house, amal, video.video_id(), 0, 60, status), HasReason("UPLOAD_CLOSED"));
  REQUIRE(test::Eventually([&] { return house.Get(amal, video.video_id()).state() == v1::Video::STATE_FAILED; }));
  const v1::Video failed = house.Get(amal, video.video_id());
  CHECK(failed.failure().reason() == v1::Failure::REASON_UPLOAD_EXPIRED);
  CHECK_FALSE(failed.failure().message().empty());
  CHECK(house.Events("VideoFailed").empty());
  // A last piece may still be on its way; after it the object goes.
  CHECK(house.blobs().Open(key).ok());
  house.clock().Advance(absl::Minutes(10));
  CHECK(test::Eventually([&] { return absl::IsNotFound(house.blobs().Open(key).status()); }));
}

TEST_CASE("a withdrawn upload is closed") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Create(amal, house.prompt_id());
  v1::WithdrawVideoRequest request;
  v1::Video withdrawn;
  request.set_video_id(video.video_id());
  request.set_request_id(Fresh());
  REQUIRE_THAT(house.Call(amal, "WithdrawVideo", request, withdrawn), IsOk());
  v1::UploadStatus status;
  CHECK_THAT(GetUpload(house, amal, video.video_id(), status), HasReason("UPLOAD_CLOSED"));
  CHECK_THAT(Advance(house, amal, video.video_id(), 0, 100, status), HasReason("UPLOAD_CLOSED"));
  CHECK(CountJobs(house) == 0);
}

}  // namespace
}  // namespace parley::exchange

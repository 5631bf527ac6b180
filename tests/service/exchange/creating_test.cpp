#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "tests/service/exchange/house.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

v1::CreateVideoRequest Answer(const House& house, int prompt = 0) {
  v1::CreateVideoRequest request;
  request.set_prompt_id(house.prompt_id(prompt));
  request.set_size_bytes(100);
  request.set_media_type("video/webm;codecs=vp8,opus");
  request.set_request_id(Fresh());
  return request;
}

v1::CreateVideoRequest Reply(const House& house, const std::string& video_id) {
  v1::CreateVideoRequest request = Answer(house);
  request.clear_prompt_id();
  request.set_reply_to_video_id(video_id);
  return request;
}

int CountVideos(House& house) {
  static constexpr postgres::Statement kCount{"TestCount", "SELECT count(*) FROM videos"};
  return house.db().Execute(kCount).front().Get<int>(0);
}

TEST_CASE("a participant starts a video and is told where its bytes go") {
  House house;
  const UserId amal = house.Participant("Amal");
  v1::Video video;
  REQUIRE_THAT(house.Call(amal, "CreateVideo", Answer(house), video), IsOk());
  CHECK(video.state() == v1::Video::STATE_UPLOADING);
  CHECK(video.run_id() == house.run().run_id());
  CHECK(video.prompt_id() == house.prompt_id());
  CHECK(video.group_id() == house.run().plenary_group_id());
  CHECK(video.author_id() == amal.text());
  CHECK(video.author().display_name() == "Amal");
  CHECK(video.author().region() == "southern-mediterranean");
  CHECK_FALSE(video.visible());
  CHECK_FALSE(video.has_publish_time());
  CHECK_FALSE(video.has_playback());
  CHECK_FALSE(video.etag().empty());
  CHECK(video.upload().url() == "/v1/uploads/" + video.video_id());
  CHECK(video.upload().size_bytes() == 100);
  CHECK(video.upload().offset() == 0);
  CHECK(rpc::FromProto(video.upload().expire_time()) == house.clock().Now() + absl::Hours(24));
  CHECK(house.Get(amal, video.video_id()).SerializeAsString() == video.SerializeAsString());
}

TEST_CASE("a repeat of the same request starts no second video") {
  House house;
  const UserId amal = house.Participant("Amal");
  v1::Video first;
  v1::Video second;
  v1::CreateVideoRequest request = Answer(house);
  REQUIRE_THAT(house.Call(amal, "CreateVideo", request, first), IsOk());
  REQUIRE_THAT(house.Call(amal, "CreateVideo", request, second), IsOk());
  CHECK(first.video_id() == second.video_id());
  CHECK(CountVideos(house) == 1);
  request.set_size_bytes(101);
  CHECK_THAT(house.Call(amal, "CreateVideo", request, second), NamesField("request_id"));
}

TEST_CASE("a reply goes where the video is that it answers") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video parent = house.Published(amal);
  v1::Video reply;
  REQUIRE_THAT(house.Call(house.Participant("Ben"), "CreateVideo", Reply(house, parent.video_id()), reply), IsOk());
  CHECK(reply.reply_to_video_id() == parent.video_id());
  CHECK(reply.prompt_id() == parent.prompt_id());
  CHECK(reply.group_id() == parent.group_id());
}

TEST_CASE("a video with bad input is refused by name, and nothing begins") {
  House house;
  const UserId amal = house.Participant("Amal");
  const auto refused = [&](auto change) {
    v1::CreateVideoRequest request = Answer(house);
    change(request);
    v1::Video video;
    return house.Call(amal, "CreateVideo", request, video);
  };
  using Request = v1::CreateVideoRequest;
  CHECK_THAT(refused([](Request& request) { request.clear_prompt_id(); }), NamesField("prompt_id") && NamesField("reply_to_video_id"));
  CHECK_THAT(refused([](Request& request) { request.set_reply_to_video_id(Fresh()); }), NamesField("reply_to_video_id"));
  CHECK_THAT(refused([](Request& request) { request.set_prompt_id("x"); }), NamesField("prompt_id"));
  CHECK_THAT(refused([](Request& request) {
               request.clear_prompt_id();
               request.set_reply_to_video_id("x");
             }),
             NamesField("reply_to_video_id"));
  CHECK_THAT(refused([](Request& request) { request.set_size_bytes(0); }), NamesField("size_bytes"));
  CHECK_THAT(refused([](Request& request) { request.set_size_bytes(-1); }), NamesField("size_bytes"));
  CHECK_THAT(refused([](Request& request) { request.set_size_bytes(1'000'001); }), NamesField("size_bytes"));
  CHECK_THAT(refused([](Request& request) { request.set_media_type("text/html"); }), NamesField("media_type"));
  CHECK_THAT(refused([](Request& request) { request.clear_media_type(); }), NamesField("media_type"));
  CHECK_THAT(refused([](Request& request) { request.set_media_type("video/" + std::string(95, 'x')); }), NamesField("media_type"));
  CHECK_THAT(refused([](Request& request) { request.set_media_type(std::string("video/a\0b", 9)); }), NamesField("media_type"));
  CHECK_THAT(refused([](Request& request) { request.set_media_type("video/mp4\r\nX: y"); }), NamesField("media_type"));
  CHECK_THAT(refused([](Request& request) { request.set_request_id("x"); }), NamesField("request_id"));
  CHECK_THAT(refused([](Request& request) { request.clear_request_id(); }), NamesField("request_id"));
  CHECK(CountVideos(house) == 0);
}

TEST_CASE("what is not there for the caller can't be answered") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const v1::Video visible = house.Published(amal);
  const v1::Video started = house.Create(amal, house.prompt_id());
  v1::Video video;
  v1::CreateVideoRequest unknown = Answer(house);
  unknown.set_prompt_id(Fresh());
  CHECK_THAT(house.Call(ben, "CreateVideo", unknown, video), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(ben, "CreateVideo", Reply(house, Fresh()), video), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(ben, "CreateVideo", Reply(house, started.video_id()), video), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(house.Stranger(), "CreateVideo", Answer(house), video), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(house.Stranger(), "CreateVideo", Reply(house, visible.video_id()), video), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(UserId(), "CreateVideo", Answer(house), video), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call(amal, "CreateVideo", Reply(house, started.video_id()), video), HasReason("VIDEO_NOT_ANSWERABLE"));
}

TEST_CASE("a video is started only while its prompt is open") {
  House house;
  const UserId amal = house.Participant("Amal");
  v1::Video video;
  house.clock().Advance(absl::Hours(24) - absl::Seconds(1));
  CHECK_THAT(house.Call(amal, "CreateVideo", Answer(house, 1), video), IsOk());
  house.clock().Advance(absl::Seconds(1));
  CHECK_THAT(house.Call(amal, "CreateVideo", Answer(house, 1), video), HasReason("PROMPT_NOT_OPEN"));
  CHECK_THAT(house.Call(amal, "CreateVideo", Answer(house, 0), video), IsOk());
}

TEST_CASE("who did not consent, or has no active place, starts nothing") {
  House house;
  const UserId silent = house.Participant("Silent");
  house.identity().SetConsent(silent, identity::v1::Consent::STATE_NOT_GIVEN);
  v1::Video video;
  CHECK_THAT(house.Call(silent, "CreateVideo", Answer(house), video), HasReason("CONSENT_MISSING"));
  // Given a moment ago, and its event has not come.
  house.identity().SetConsent(silent, identity::v1::Consent::STATE_GIVEN);
  house.clock().Advance(absl::Seconds(1));
  CHECK_THAT(house.Call(silent, "CreateVideo", Answer(house), video), IsOk());

  const v1::Video visible = house.Published(house.Participant("Ben"));
  for (const auto state : {catalog::v1::Enrolment::STATE_SUSPENDED, catalog::v1::Enrolment::STATE_WITHDRAWN,
                           catalog::v1::Enrolment::STATE_WAITLISTED, catalog::v1::Enrolment::STATE_COMPLETED}) {
    house.clock().Advance(absl::Seconds(1));
    house.Enrolment(silent, state);
    CHECK_THAT(house.Call(silent, "CreateVideo", Answer(house), video), HasReason("ENROLMENT_NOT_ACTIVE"));
    CHECK_THAT(house.Call(silent, "CreateVideo", Reply(house, visible.video_id()), video), HasReason("ENROLMENT_NOT_ACTIVE"));
  }
}

TEST_CASE("an eleventh unfinished upload is refused until one is finished, withdrawn or expired") {
  House house;
  const UserId amal = house.Participant("Amal");
  std::vector<v1::Video> videos;
  for (int i = 0; i < 10; ++i) videos.push_back(house.Create(amal, house.prompt_id()));
  v1::Video video;
  const absl::Status status = house.Call(amal, "CreateVideo", Answer(house), video);
  CHECK_THAT(status, HasReason("TOO_MANY_UPLOADS") && HasCode(absl::StatusCode::kResourceExhausted));
  CHECK(errors::DetailsOf(status).retry_after.has_value());
  house.Upload(amal, videos[0]);
  CHECK_THAT(house.Call(amal, "CreateVideo", Answer(house), video), IsOk());
  CHECK_THAT(house.Call(amal, "CreateVideo", Answer(house), video), HasReason("TOO_MANY_UPLOADS"));
  CHECK_THAT(house.Call(house.Participant("Ben"), "CreateVideo", Answer(house), video), IsOk());
  house.clock().Advance(absl::Hours(24));
  CHECK_THAT(house.Call(amal, "CreateVideo", Answer(house), video), IsOk());
}

}  // namespace
}  // namespace parley::exchange

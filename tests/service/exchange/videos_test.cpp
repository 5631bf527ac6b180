#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/exchange/v1/events.pb.h"
#include "tests/service/exchange/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

absl::Status Get(House& house, const UserId& user_id, const std::string& video_id) {
  v1::GetVideoRequest request;
  v1::Video video;
  request.set_video_id(video_id);
  return house.Call(user_id, "GetVideo", request, video);
}

absl::Status Withdraw(House& house, const UserId& user_id, const std::string& video_id, v1::Video& video, const std::string& etag = "") {
  v1::WithdrawVideoRequest request;
  request.set_video_id(video_id);
  request.set_etag(etag);
  request.set_request_id(Fresh());
  return house.Call(user_id, "WithdrawVideo", request, video);
}

absl::Status Rendition(House& house, const UserId& user_id, const std::string& video_id, const std::string& name,
                       v1::Rendition& rendition) {
  v1::GetRenditionRequest request;
  request.set_video_id(video_id);
  request.set_name(name);
  return house.Internal(user_id, "GetRendition", request, rendition);
}

TEST_CASE("a published video is its group's to see and to play") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const v1::Video video = house.Published(amal);
  CHECK(video.state() == v1::Video::STATE_PUBLISHED);
  const v1::Video seen = house.Get(ben, video.video_id());
  CHECK(seen.SerializeAsString() == video.SerializeAsString());
  CHECK(seen.visible());
  CHECK(seen.author().display_name() == "Amal");
  CHECK(rpc::FromProto(seen.duration()) == absl::Seconds(8));
  CHECK(rpc::FromProto(seen.publish_time()) == house.clock().Now());
  CHECK(seen.playback().mp4_url() == "/v1/videos/" + video.video_id() + "/renditions/video.mp4");
  CHECK(seen.playback().hls_url() == "/v1/videos/" + video.video_id() + "/renditions/master.m3u8");
  CHECK(seen.playback().poster_url() == "/v1/videos/" + video.video_id() + "/renditions/poster.jpg");
  CHECK(seen.playback().width() == 1280);
  v1::Rendition rendition;
  REQUIRE_THAT(Rendition(house, ben, video.video_id(), "video.mp4", rendition), IsOk());
  CHECK(rendition.blob_key().starts_with("renditions/" + video.video_id() + "/"));
  CHECK(rendition.media_type() == "video/mp4");
  CHECK(rendition.size_bytes() == 1234);
  CHECK(rendition.etag() == "abc");

  REQUIRE(Eventually([&] { return house.Events("VideoPublished").size() == 1; }));
  v1::VideoPublished event;
  REQUIRE(event.ParseFromString(house.Events("VideoPublished")[0].payload()));
  CHECK(event.video_id() == video.video_id());
  CHECK(event.group_id() == video.group_id());
  CHECK(event.author_id() == amal.text());
  CHECK(event.reply_to_video_id().empty());
  CHECK(event.reply_to_author_id().empty());
}

TEST_CASE("a video that is not published is its author's alone") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const v1::Video video = house.Create(amal, house.prompt_id());
  v1::Rendition rendition;
  CHECK_THAT(Get(house, ben, video.video_id()), HasCode(absl::StatusCode::kNotFound));
  house.Upload(amal, video);
  CHECK_THAT(Get(house, ben, video.video_id()), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Rendition(house, amal, video.video_id(), "video.mp4", rendition), HasCode(absl::StatusCode::kNotFound));
  CHECK(house.Get(amal, video.video_id()).state() == v1::Video::STATE_PROCESSING);
  CHECK(house.Feed(ben).empty());
}

TEST_CASE("videos and their files are not there for who takes no part") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Published(amal);
  v1::Rendition rendition;
  const UserId stranger = house.Stranger();
  CHECK_THAT(Get(house, stranger, video.video_id()), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Rendition(house, stranger, video.video_id(), "video.mp4", rendition), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Get(house, UserId(), video.video_id()), HasCode(absl::StatusCode::kUnauthenticated));

  // A place that ended ends access at once; one's own videos stay one's own.
  const UserId ben = house.Participant("Ben");
  const v1::Video own = house.Published(ben);
  for (const auto state : {catalog::v1::Enrolment::STATE_SUSPENDED, catalog::v1::Enrolment::STATE_WITHDRAWN}) {
    house.clock().Advance(absl::Seconds(1));
    house.Enrolment(ben, catalog::v1::Enrolment::STATE_ENROLLED);
    CHECK_THAT(Get(house, ben, video.video_id()), IsOk());
    house.clock().Advance(absl::Seconds(1));
    house.Enrolment(ben, state);
    CHECK_THAT(Get(house, ben, video.video_id()), HasCode(absl::StatusCode::kNotFound));
    CHECK_THAT(Rendition(house, ben, video.video_id(), "video.mp4", rendition), HasCode(absl::StatusCode::kNotFound));
    CHECK_THAT(Get(house, ben, own.video_id()), IsOk());
  }
}

TEST_CASE("videos and files with bad input are refused by name") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Published(amal);
  v1::Rendition rendition;
  v1::Video withdrawn;
  CHECK_THAT(Get(house, amal, ""), NamesField("video_id"));
  CHECK_THAT(Get(house, amal, Fresh()), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Rendition(house, amal, "x", "video.mp4", rendition), NamesField("video_id"));
  CHECK_THAT(Rendition(house, amal, video.video_id(), "", rendition), NamesField("name"));
  CHECK_THAT(Rendition(house, amal, video.video_id(), std::string(101, 'a'), rendition), NamesField("name"));
  for (const std::string name : {"nothing.mp4", "../video.mp4", "/etc/passwd", "video.mp4'--"}) {
    CHECK_THAT(Rendition(house, amal, video.video_id(), name, rendition), HasCode(absl::StatusCode::kNotFound));
  }
  CHECK_THAT(Withdraw(house, amal, "x", withdrawn), NamesField("video_id"));
  CHECK_THAT(Withdraw(house, amal, video.video_id(), withdrawn, std::string(101, 'a')), NamesField("etag"));
  CHECK(house.Get(amal, video.video_id()).state() == v1::Video::STATE_PUBLISHED);
}

TEST_CASE("a withdrawn video is gone for the others, and its files are removed") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const v1::Video video = house.Published(amal);
  const std::string key = "renditions/" + video.video_id() + "/x/video.mp4";
  REQUIRE_THAT((*house.blobs().Append(key))->Write(0, "a film"), IsOk());
  v1::Video withdrawn;
  CHECK_THAT(Withdraw(house, ben, video.video_id(), withdrawn), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Withdraw(house, amal, Fresh(), withdrawn), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Withdraw(house, amal, video.video_id(), withdrawn, "v0"), HasReason("ETAG_MISMATCH") && HasCode(absl::StatusCode::kAborted));
  CHECK(house.Feed(ben).size() == 1);

  REQUIRE_THAT(Withdraw(house, amal, video.video_id(), withdrawn, video.etag()), IsOk());
  CHECK(withdrawn.state() == v1::Video::STATE_WITHDRAWN);
  CHECK_FALSE(withdrawn.visible());
  CHECK_FALSE(withdrawn.has_playback());
  CHECK(withdrawn.etag() != video.etag());
  v1::Rendition rendition;
  CHECK_THAT(Get(house, ben, video.video_id()), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Rendition(house, ben, video.video_id(), "video.mp4", rendition), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Rendition(house, amal, video.video_id(), "video.mp4", rendition), HasCode(absl::StatusCode::kNotFound));
  CHECK(house.Feed(ben).empty());
  CHECK(house.Get(amal, video.video_id()).state() == v1::Video::STATE_WITHDRAWN);

  // Again changes nothing, whatever the etag.
  REQUIRE_THAT(Withdraw(house, amal, video.video_id(), withdrawn, video.etag()), IsOk());
  REQUIRE(Eventually([&] { return house.Events("VideoWithdrawn").size() == 1; }));
  CHECK(Eventually([&] { return absl::IsNotFound(house.blobs().Open(key).status()); }));
}

TEST_CASE("the count of replies follows what is visible") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const v1::Video video = house.Published(amal);
  const v1::Video reply = house.Published(ben, video.video_id());
  const v1::Video deeper = house.Published(amal, reply.video_id());
  const auto count = [&](const v1::Video& of) { return house.Get(amal, of.video_id()).reply_count(); };
  CHECK(count(video) == 1);
  CHECK(count(reply) == 1);
  CHECK(house.Get(amal, video.video_id()).etag() == video.etag());

  REQUIRE(Eventually([&] { return house.Events("VideoPublished").size() == 3; }));
  v1::VideoPublished event;
  REQUIRE(event.ParseFromString(house.Events("VideoPublished")[1].payload()));
  CHECK(event.reply_to_video_id() == video.video_id());
  CHECK(event.reply_to_author_id() == amal.text());

  house.Create(ben, "", video.video_id());  // has no bytes yet
  CHECK(count(video) == 1);
  house.Consent(ben, false);
  CHECK(count(video) == 0);
  house.clock().Advance(absl::Seconds(1));
  house.Consent(ben, true);
  CHECK(count(video) == 1);
  v1::Video withdrawn;
  REQUIRE_THAT(Withdraw(house, ben, reply.video_id(), withdrawn), IsOk());
  CHECK(count(video) == 0);
}

TEST_CASE("withdrawn consent holds every video of its author, and given again lifts only that") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const v1::Video published = house.Published(amal);
  const v1::Video processing = house.Create(amal, house.prompt_id());
  house.Upload(amal, processing);
  house.clock().Advance(absl::Seconds(1));
  house.Consent(amal, false);
  CHECK_THAT(Get(house, ben, published.video_id()), HasCode(absl::StatusCode::kNotFound));
  CHECK(house.Feed(ben).empty());
  const v1::Video held = house.Get(amal, published.video_id());
  CHECK(held.state() == v1::Video::STATE_PUBLISHED);
  CHECK_FALSE(held.visible());
  v1::Rendition rendition;
  CHECK_THAT(Rendition(house, ben, published.video_id(), "video.mp4", rendition), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Rendition(house, amal, published.video_id(), "video.mp4", rendition), IsOk());
  v1::CreateVideoRequest request;
  v1::Video video;
  request.set_prompt_id(house.prompt_id());
  request.set_size_bytes(1);
  request.set_media_type("video/mp4");
  request.set_request_id(Fresh());
  CHECK_THAT(house.Call(amal, "CreateVideo", request, video), HasReason("CONSENT_MISSING"));

  // What becomes playable under the hold is published when it is lifted, and told then.
  house.MakePlayable(processing);
  CHECK_FALSE(house.Get(amal, processing.video_id()).has_publish_time());
  CHECK(house.Feed(ben).empty());
  house.clock().Advance(absl::Seconds(1));
  house.Consent(amal, true);
  CHECK(house.Feed(ben) == std::vector<std::string>{processing.video_id(), published.video_id()});
  CHECK(rpc::FromProto(house.Get(ben, processing.video_id()).publish_time()) == house.clock().Now());
  CHECK(house.Get(ben, published.video_id()).publish_time().seconds() == published.publish_time().seconds());
  REQUIRE(Eventually([&] { return house.Events("VideoPublished").size() == 2; }));
}

}  // namespace
}  // namespace parley::exchange

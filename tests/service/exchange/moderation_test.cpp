#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/identity/v1/events.pb.h"
#include "parley/scheduling/v1/events.pb.h"
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

absl::Status Place(House& house, const std::string& video_id, v1::VideoForModeration& answer, const std::string& reason = "HARASSMENT",
                   const std::string& request_id = Fresh()) {
  v1::PlaceModerationHoldRequest request;
  request.set_video_id(video_id);
  request.set_reason(reason);
  request.set_request_id(request_id);
  return house.Internal(UserId(), "PlaceModerationHold", request, answer, "moderation");
}

absl::Status Lift(House& house, const std::string& video_id, v1::VideoForModeration& answer, const std::string& request_id = Fresh()) {
  v1::LiftModerationHoldRequest request;
  request.set_video_id(video_id);
  request.set_request_id(request_id);
  return house.Internal(UserId(), "LiftModerationHold", request, answer, "moderation");
}

absl::Status Ask(House& house, const std::string& video_id, v1::VideoForModeration& answer) {
  v1::GetVideoForModerationRequest request;
  request.set_video_id(video_id);
  return house.Internal(UserId(), "GetVideoForModeration", request, answer, "moderation");
}

absl::Status Get(House& house, const UserId& user_id, const std::string& video_id) {
  v1::GetVideoRequest request;
  v1::Video video;
  request.set_video_id(video_id);
  return house.Call(user_id, "GetVideo", request, video);
}

absl::Status Play(House& house, const UserId& user_id, const std::string& video_id) {
  v1::GetRenditionRequest request;
  v1::Rendition rendition;
  request.set_video_id(video_id);
  request.set_name("video.mp4");
  return house.Internal(user_id, "GetRendition", request, rendition);
}

std::vector<std::string> Replies(House& house, const UserId& viewer_id, const std::string& video_id) {
  v1::ListRepliesRequest request;
  v1::ListRepliesResponse response;
  request.set_video_id(video_id);
  REQUIRE_THAT(house.Call(viewer_id, "ListReplies", request, response), IsOk());
  std::vector<std::string> ids;
  for (const auto& video : response.videos()) ids.push_back(video.video_id());
  return ids;
}

const auto kNotFound = HasCode(absl::StatusCode::kNotFound);

TEST_CASE("a video under moderation's hold is gone from every list, and back when it is lifted") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const v1::Video video = house.Published(amal);
  const v1::Video reply = house.Published(ben, video.video_id());
  REQUIRE(house.Feed(ben) == std::vector<std::string>{video.video_id()});
  REQUIRE(Replies(house, amal, video.video_id()).size() == 1);

  v1::VideoForModeration answer;
  REQUIRE_THAT(Place(house, reply.video_id(), answer), IsOk());
  CHECK(answer.held());
  CHECK_FALSE(answer.visible());
  CHECK(Replies(house, amal, video.video_id()).empty());
  CHECK(house.Get(amal, video.video_id()).reply_count() == 0);
  REQUIRE_THAT(Place(house, video.video_id(), answer), IsOk());
  CHECK(house.Feed(ben).empty());
  CHECK(house.Feed(amal).empty());
  CHECK_THAT(Get(house, ben, video.video_id()), kNotFound);
  CHECK_THAT(Play(house, ben, video.video_id()), kNotFound);
  const v1::Video held = house.Get(amal, video.video_id());
  CHECK(held.state() == v1::Video::STATE_PUBLISHED);
  CHECK_FALSE(held.visible());

  REQUIRE_THAT(Lift(house, video.video_id(), answer), IsOk());
  CHECK(answer.visible());
  CHECK_FALSE(answer.held());
  CHECK(house.Feed(ben) == std::vector<std::string>{video.video_id()});
  CHECK(Replies(house, amal, video.video_id()).empty());
  REQUIRE_THAT(Lift(house, reply.video_id(), answer), IsOk());
  CHECK(Replies(house, amal, video.video_id()).size() == 1);
  CHECK(house.Get(amal, video.video_id()).reply_count() == 1);
  CHECK(house.Events("VideoPublished").size() == 2);
}

TEST_CASE("moderation lifts only its own hold, and consent only its own") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const v1::Video video = house.Published(amal);
  v1::VideoForModeration answer;
  house.clock().Advance(absl::Seconds(1));
  house.Consent(amal, false);
  // There is none of moderation's to lift.
  REQUIRE_THAT(Lift(house, video.video_id(), answer), IsOk());
  CHECK_FALSE(answer.visible());
  CHECK_FALSE(answer.held());
  REQUIRE_THAT(Place(house, video.video_id(), answer), IsOk());
  house.clock().Advance(absl::Seconds(1));
  house.Consent(amal, true);
  CHECK(house.Feed(ben).empty());
  REQUIRE_THAT(Lift(house, video.video_id(), answer), IsOk());
  CHECK(house.Feed(ben).size() == 1);

  house.clock().Advance(absl::Seconds(1));
  house.Consent(amal, false);
  REQUIRE_THAT(Place(house, video.video_id(), answer), IsOk());
  REQUIRE_THAT(Lift(house, video.video_id(), answer), IsOk());
  CHECK(house.Feed(ben).empty());
}

TEST_CASE("a hold placed or lifted again changes nothing") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Published(amal);
  v1::VideoForModeration answer;
  const std::string once = Fresh();
  REQUIRE_THAT(Place(house, video.video_id(), answer, "HARASSMENT", once), IsOk());
  const std::string etag = house.Get(amal, video.video_id()).etag();
  REQUIRE_THAT(Place(house, video.video_id(), answer, "HARASSMENT", once), IsOk());
  REQUIRE_THAT(Place(house, video.video_id(), answer, "HATE"), IsOk());
  CHECK(house.Get(amal, video.video_id()).etag() == etag);
  CHECK_THAT(Place(house, video.video_id(), answer, "OTHER", once), HasReason("REQUEST_ID_REUSED"));
  const std::string lift = Fresh();
  REQUIRE_THAT(Lift(house, video.video_id(), answer, lift), IsOk());
  REQUIRE_THAT(Place(house, video.video_id(), answer), IsOk());
  // A repeat of what was done long ago does not do it again.
  REQUIRE_THAT(Lift(house, video.video_id(), answer, lift), IsOk());
  REQUIRE_THAT(Ask(house, video.video_id(), answer), IsOk());
  CHECK(answer.held());
}

TEST_CASE("a video that becomes playable under the hold is published when it is lifted") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const v1::Video video = house.Create(amal, house.prompt_id());
  v1::VideoForModeration answer;
  REQUIRE_THAT(Place(house, video.video_id(), answer), IsOk());
  CHECK(answer.state() == v1::Video::STATE_UPLOADING);
  house.Upload(amal, video);
  house.MakePlayable(video);
  CHECK(house.Feed(ben).empty());
  CHECK(house.Events("VideoPublished").empty());
  REQUIRE_THAT(Lift(house, video.video_id(), answer), IsOk());
  CHECK(answer.has_publish_time());
  CHECK(house.Feed(ben).size() == 1);
  CHECK(Eventually([&] { return house.Events("VideoPublished").size() == 1; }));
}

TEST_CASE("moderation learns of a video in any state, and nobody else may ask or hold") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Create(amal, house.prompt_id());
  v1::VideoForModeration answer;
  REQUIRE_THAT(Ask(house, video.video_id(), answer), IsOk());
  CHECK(answer.video_id() == video.video_id());
  CHECK(answer.run_id() == house.run().run_id());
  CHECK(answer.group_id() == house.run().plenary_group_id());
  CHECK(answer.author_id() == amal.text());
  CHECK(answer.state() == v1::Video::STATE_UPLOADING);
  CHECK_FALSE(answer.visible());
  CHECK_FALSE(answer.has_publish_time());
  for (const std::string id : {"", "x", "'; DROP TABLE videos; --"}) {
    CHECK_THAT(Ask(house, id, answer), NamesField("video_id"));
    CHECK_THAT(Place(house, id, answer), NamesField("video_id"));
    CHECK_THAT(Lift(house, id, answer), NamesField("video_id"));
  }
  CHECK_THAT(Ask(house, Fresh(), answer), kNotFound);
  CHECK_THAT(Place(house, Fresh(), answer), kNotFound);
  CHECK_THAT(Lift(house, Fresh(), answer), kNotFound);
  for (const std::string& reason : {std::string(), std::string(101, 'A'), std::string("because"), std::string("A B")}) {
    CHECK_THAT(Place(house, video.video_id(), answer, reason), NamesField("reason"));
  }
  CHECK_THAT(Place(house, video.video_id(), answer, "HATE", "x"), NamesField("request_id"));

  v1::GetVideoForModerationRequest ask;
  ask.set_video_id(video.video_id());
  v1::PlaceModerationHoldRequest place;
  place.set_video_id(video.video_id());
  place.set_reason("HATE");
  place.set_request_id(Fresh());
  for (const std::string service : {"gateway", "notifications"}) {
    CHECK_THAT(house.Internal(amal, "GetVideoForModeration", ask, answer, service), HasReason("SERVICE_NOT_ALLOWED"));
    CHECK_THAT(house.Internal(amal, "PlaceModerationHold", place, answer, service), HasReason("SERVICE_NOT_ALLOWED"));
  }
}

TEST_CASE("facilitators of the run or the group watch what moderation holds, and nobody else") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const UserId fatima = house.Stranger();
  const UserId george = house.Stranger();
  const UserId other = house.Stranger();
  house.FacilitatorOfRun(fatima);
  house.FacilitatorOfGroup(george, house.run().plenary_group_id());
  house.FacilitatorOfGroup(other, Fresh());
  const v1::Video video = house.Published(amal);
  for (const UserId& facilitator : {fatima, george}) {
    CHECK_THAT(Get(house, facilitator, video.video_id()), IsOk());
    CHECK_THAT(Play(house, facilitator, video.video_id()), IsOk());
  }
  v1::VideoForModeration answer;
  REQUIRE_THAT(Place(house, video.video_id(), answer), IsOk());
  for (const UserId& facilitator : {fatima, george}) {
    CHECK_THAT(Get(house, facilitator, video.video_id()), IsOk());
    CHECK_THAT(Play(house, facilitator, video.video_id()), IsOk());
  }
  for (const UserId& nobody : {ben, other, house.Stranger()}) {
    CHECK_THAT(Get(house, nobody, video.video_id()), kNotFound);
    CHECK_THAT(Play(house, nobody, video.video_id()), kNotFound);
  }
  // What its author takes back is taken back from facilitators too, and so is what is not yet published.
  house.clock().Advance(absl::Seconds(1));
  house.Consent(amal, false);
  CHECK_THAT(Get(house, fatima, video.video_id()), kNotFound);
  CHECK_THAT(Play(house, fatima, video.video_id()), kNotFound);
  house.clock().Advance(absl::Seconds(1));
  house.Consent(amal, true);
  CHECK_THAT(Get(house, fatima, video.video_id()), IsOk());
  CHECK_THAT(Get(house, fatima, house.Create(amal, house.prompt_id()).video_id()), kNotFound);

  house.clock().Advance(absl::Seconds(1));
  house.FacilitatorOfRun(fatima, false);
  CHECK_THAT(Get(house, fatima, video.video_id()), kNotFound);
  CHECK_THAT(Get(house, george, video.video_id()), IsOk());
}

TEST_CASE("coordinators of the run's partner watch all of its groups, what moderation holds too, and other partners' see nothing") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId clara = house.Stranger();
  const UserId foreign = house.Stranger();
  house.TellCoordinator<identity::v1::RoleGranted>(clara, house.run().partner_id());
  house.TellCoordinator<identity::v1::RoleGranted>(foreign, Fresh());
  const v1::Video plenary = house.Published(amal);
  const std::string group_id = house.AddGroup();
  house.Seat(amal, group_id);
  const v1::Video video = house.Published(amal);
  REQUIRE(video.group_id() == group_id);
  CHECK(house.Feed(clara) == std::vector<std::string>{plenary.video_id()});
  CHECK(house.Feed(clara, group_id) == std::vector<std::string>{video.video_id()});
  CHECK_THAT(Play(house, clara, video.video_id()), IsOk());
  CHECK_THAT(Get(house, foreign, video.video_id()), kNotFound);
  CHECK_THAT(Play(house, foreign, video.video_id()), kNotFound);

  v1::VideoForModeration answer;
  REQUIRE_THAT(Place(house, video.video_id(), answer), IsOk());
  CHECK_THAT(Get(house, clara, video.video_id()), IsOk());
  CHECK_THAT(Play(house, clara, video.video_id()), IsOk());
  CHECK_THAT(Get(house, foreign, video.video_id()), kNotFound);

  house.TellCoordinator<identity::v1::RoleRevoked>(clara, house.run().partner_id());
  CHECK_THAT(Get(house, clara, video.video_id()), kNotFound);
  CHECK_THAT(Get(house, clara, plenary.video_id()), kNotFound);
}

TEST_CASE("an older word about a facilitator yields to what is known") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId fatima = house.Stranger();
  const v1::Video video = house.Published(amal);
  house.FacilitatorOfRun(fatima, false);
  scheduling::v1::RunFacilitatorChanged late;
  late.set_run_id(house.run().run_id());
  late.set_user_id(fatima.text());
  late.set_is_facilitator(true);
  *late.mutable_change_time() = rpc::ToProto(house.clock().Now() - absl::Hours(1));
  house.TellAsScheduling(late.run_id(), late);
  CHECK_THAT(Get(house, fatima, video.video_id()), kNotFound);
}

TEST_CASE("the exchange starts and serves while scheduling does not answer") {
  House house(false);
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Published(amal);
  CHECK(house.Feed(amal) == std::vector<std::string>{video.video_id()});
}

}  // namespace
}  // namespace parley::exchange

// Groups beside the plenary one: whose videos go where, and who sees them.
#include "catch2/catch.hpp"
#include "tests/service/exchange/house.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;

using Ids = std::vector<std::string>;

const auto kNotFound = HasCode(absl::StatusCode::kNotFound);

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

absl::Status Feed(House& house, const UserId& user_id, const std::string& group_id, const std::string& prompt_id = "") {
  v1::ListVideosRequest request;
  v1::ListVideosResponse response;
  request.set_group_id(group_id);
  request.set_prompt_id(prompt_id);
  return house.Call(user_id, "ListVideos", request, response);
}

absl::Status Replies(House& house, const UserId& user_id, const std::string& video_id, Ids& ids) {
  v1::ListRepliesRequest request;
  v1::ListRepliesResponse response;
  request.set_video_id(video_id);
  absl::Status status = house.Call(user_id, "ListReplies", request, response);
  ids.clear();
  for (const auto& video : response.videos()) ids.push_back(video.video_id());
  return status;
}

absl::Status Answer(House& house, const UserId& user_id, const std::string& reply_to, v1::Video& video) {
  v1::CreateVideoRequest request;
  if (reply_to.empty()) request.set_prompt_id(house.prompt_id());
  request.set_reply_to_video_id(reply_to);
  request.set_size_bytes(100);
  request.set_media_type("video/mp4");
  request.set_request_id(Fresh());
  return house.Call(user_id, "CreateVideo", request, video);
}

std::string OwnGroup(House& house, const UserId& user_id) {
  v1::ListPromptsRequest list;
  v1::ListPromptsResponse prompts;
  list.set_run_id(house.run().run_id());
  REQUIRE_THAT(house.Call(user_id, "ListPrompts", list, prompts), IsOk());
  v1::GetPromptRequest get;
  v1::Prompt prompt;
  get.set_prompt_id(house.prompt_id());
  REQUIRE_THAT(house.Call(user_id, "GetPrompt", get, prompt), IsOk());
  REQUIRE(prompts.prompts_size() == 2);
  CHECK(prompt.SerializeAsString() == prompts.prompts(0).SerializeAsString());
  CHECK(prompts.prompts(1).group_id() == prompt.group_id());
  return prompt.group_id();
}

// That nothing of a video is there for somebody.
void CheckHidden(House& house, const UserId& user_id, const std::string& video_id) {
  Ids ids;
  v1::Video reply;
  CHECK_THAT(Get(house, user_id, video_id), kNotFound);
  CHECK_THAT(Play(house, user_id, video_id), kNotFound);
  CHECK_THAT(Replies(house, user_id, video_id, ids), kNotFound);
  CHECK_THAT(Answer(house, user_id, video_id, reply), kNotFound);
}

// Two circles of a run, with two people in the first and one in the second; one has no seat.
struct Circles {
  House house;
  UserId amal = house.Participant("Amal"), ben = house.Participant("Ben"), chloe = house.Participant("Chloe"),
         dina = house.Participant("Dina");
  std::string plenary = house.run().plenary_group_id();
  std::string first = house.AddGroup(), second = house.AddGroup();

  Circles() {
    house.Seat(amal, first);
    house.Seat(ben, first);
    house.Seat(chloe, second);
  }
  void Move(const UserId& user_id, const std::string& from, const std::string& to) {
    house.clock().Advance(absl::Minutes(1));
    house.Seat(user_id, from, false);
    house.Seat(user_id, to);
  }
};

TEST_CASE("a video of somebody with a seat is their group's alone") {
  Circles the;
  CHECK(OwnGroup(the.house, the.amal) == the.first);
  CHECK(OwnGroup(the.house, the.chloe) == the.second);
  const v1::Video video = the.house.Published(the.amal);
  CHECK(video.group_id() == the.first);
  CHECK(the.house.Get(the.ben, video.video_id()).SerializeAsString() == video.SerializeAsString());
  CHECK_THAT(Play(the.house, the.ben, video.video_id()), IsOk());
  CHECK(the.house.Feed(the.ben, the.first) == Ids{video.video_id()});
  CHECK_THAT(Feed(the.house, the.ben, the.first, the.house.prompt_id()), IsOk());
  CHECK(the.house.Feed(the.ben).empty());
  for (const UserId& other : {the.chloe, the.dina, the.house.Stranger()}) {
    CheckHidden(the.house, other, video.video_id());
    CHECK_THAT(Feed(the.house, other, the.first), kNotFound);
    CHECK_THAT(Feed(the.house, other, the.first, the.house.prompt_id()), kNotFound);
  }
  CHECK(the.house.Feed(the.chloe, the.second).empty());
}

TEST_CASE("who has no seat yet answers in the plenary group, which everybody of the run sees and replies in") {
  Circles the;
  CHECK(OwnGroup(the.house, the.dina) == the.plenary);
  const v1::Video video = the.house.Published(the.dina);
  CHECK(video.group_id() == the.plenary);
  for (const UserId& reader : {the.amal, the.chloe}) CHECK(the.house.Feed(reader) == Ids{video.video_id()});
  const v1::Video reply = the.house.Published(the.amal, video.video_id());
  CHECK(reply.group_id() == the.plenary);
  CHECK_THAT(Get(the.house, the.chloe, reply.video_id()), IsOk());
  // A seat found for them later moves nothing.
  the.house.Seat(the.dina, the.second);
  CHECK(the.house.Get(the.amal, video.video_id()).group_id() == the.plenary);
  CHECK(the.house.Create(the.dina, the.house.prompt_id()).group_id() == the.second);
}

TEST_CASE("replies stay in the group of what they answer, and count there alone") {
  Circles the;
  const v1::Video video = the.house.Published(the.amal);
  const v1::Video reply = the.house.Published(the.ben, video.video_id());
  CHECK(reply.group_id() == the.first);
  Ids ids;
  REQUIRE_THAT(Replies(the.house, the.amal, video.video_id(), ids), IsOk());
  CHECK(ids == Ids{reply.video_id()});
  CheckHidden(the.house, the.chloe, reply.video_id());
  CHECK(the.house.Get(the.amal, video.video_id()).reply_count() == 1);
}

TEST_CASE("who moves sees the new group and no longer the old one, and leaves their videos there") {
  Circles the;
  const v1::Video own = the.house.Published(the.amal);
  const v1::Video bens = the.house.Published(the.ben);
  const v1::Video chloes = the.house.Published(the.chloe);
  const v1::Video reply = the.house.Published(the.ben, own.video_id());
  CHECK(the.house.Feed(the.amal, the.first) == Ids{bens.video_id(), own.video_id()});
  CHECK_THAT(Feed(the.house, the.amal, the.second), kNotFound);

  the.Move(the.amal, the.first, the.second);
  CHECK(OwnGroup(the.house, the.amal) == the.second);
  CHECK(the.house.Feed(the.amal, the.second) == Ids{chloes.video_id()});
  CHECK_THAT(Feed(the.house, the.amal, the.first), kNotFound);
  CheckHidden(the.house, the.amal, bens.video_id());
  CheckHidden(the.house, the.amal, reply.video_id());
  CHECK(the.house.Feed(the.ben, the.first) == Ids{bens.video_id(), own.video_id()});

  // Their own stay their own, but what others say to them is said in that group.
  CHECK(the.house.Get(the.amal, own.video_id()).group_id() == the.first);
  CHECK_THAT(Play(the.house, the.amal, own.video_id()), IsOk());
  Ids ids;
  REQUIRE_THAT(Replies(the.house, the.amal, own.video_id(), ids), IsOk());
  CHECK(ids.empty());
  v1::Video video;
  CHECK_THAT(Answer(the.house, the.amal, own.video_id(), video), HasReason("GROUP_LEFT"));
  v1::ListMyVideosRequest mine;
  v1::ListMyVideosResponse videos;
  mine.set_run_id(the.house.run().run_id());
  REQUIRE_THAT(the.house.Call(the.amal, "ListMyVideos", mine, videos), IsOk());
  CHECK(videos.videos_size() == 1);
  CHECK(the.house.Create(the.amal, the.house.prompt_id()).group_id() == the.second);
}

TEST_CASE("an upload begun before a move is published where it was begun") {
  Circles the;
  const v1::Video video = the.house.Create(the.amal, the.house.prompt_id());
  the.Move(the.amal, the.first, the.second);
  the.house.Upload(the.amal, video);
  the.house.MakePlayable(video);
  CHECK(the.house.Feed(the.ben, the.first) == Ids{video.video_id()});
  CHECK(the.house.Feed(the.chloe, the.second).empty());
}

TEST_CASE("a dissolved group is its authors' and facilitators' alone, and its people are back in the plenary group") {
  Circles the;
  const UserId fatima = the.house.Stranger();
  the.house.FacilitatorOfRun(fatima);
  const v1::Video video = the.house.Published(the.amal);
  the.house.clock().Advance(absl::Minutes(1));
  the.house.Seat(the.amal, the.first, false);
  the.house.Seat(the.ben, the.first, false);
  CHECK_THAT(Feed(the.house, the.ben, the.first), kNotFound);
  CheckHidden(the.house, the.ben, video.video_id());
  CHECK_THAT(Get(the.house, the.amal, video.video_id()), IsOk());
  CHECK(the.house.Feed(fatima, the.first) == Ids{video.video_id()});
  CHECK(OwnGroup(the.house, the.ben) == the.plenary);
}

TEST_CASE("a seat gives no right to who takes no part in the run") {
  Circles the;
  const v1::Video video = the.house.Published(the.amal);
  REQUIRE(the.house.Feed(the.ben, the.first).size() == 1);
  v1::Video reply;
  for (const auto state : {catalog::v1::Enrolment::STATE_SUSPENDED, catalog::v1::Enrolment::STATE_WITHDRAWN}) {
    the.house.clock().Advance(absl::Seconds(1));
    the.house.Enrolment(the.ben, state);
    CHECK_THAT(Feed(the.house, the.ben, the.first), kNotFound);
    CHECK_THAT(Get(the.house, the.ben, video.video_id()), kNotFound);
    CHECK_THAT(Answer(the.house, the.ben, video.video_id(), reply), HasReason("ENROLMENT_NOT_ACTIVE"));
  }
  the.house.clock().Advance(absl::Seconds(1));
  the.house.Enrolment(the.ben, catalog::v1::Enrolment::STATE_COMPLETED);
  CHECK(the.house.Feed(the.ben, the.first).size() == 1);
}

TEST_CASE("facilitators read the feeds of their group or run, and what moderation holds in them") {
  Circles the;
  const UserId fatima = the.house.Stranger();
  const UserId george = the.house.Stranger();
  the.house.FacilitatorOfRun(fatima);
  the.house.FacilitatorOfGroup(george, the.first);
  const v1::Video video = the.house.Published(the.amal);
  const v1::Video foreign = the.house.Published(the.chloe);
  for (const UserId& facilitator : {fatima, george}) CHECK(the.house.Feed(facilitator, the.first) == Ids{video.video_id()});
  CHECK(the.house.Feed(fatima, the.second) == Ids{foreign.video_id()});
  CHECK(the.house.Feed(fatima).empty());
  CHECK_THAT(Feed(the.house, george, the.second), kNotFound);
  CHECK_THAT(Feed(the.house, george, the.plenary), kNotFound);
  CheckHidden(the.house, george, foreign.video_id());

  v1::PlaceModerationHoldRequest hold;
  v1::VideoForModeration held;
  hold.set_video_id(video.video_id());
  hold.set_reason("HATE");
  hold.set_request_id(Fresh());
  REQUIRE_THAT(the.house.Internal(UserId(), "PlaceModerationHold", hold, held, "moderation"), IsOk());
  CHECK(held.group_id() == the.first);
  for (const UserId& facilitator : {fatima, george}) {
    CHECK_THAT(Get(the.house, facilitator, video.video_id()), IsOk());
    CHECK(the.house.Feed(facilitator, the.first).empty());
  }
  for (const UserId& other : {the.ben, the.chloe, the.dina}) CheckHidden(the.house, other, video.video_id());
  the.house.clock().Advance(absl::Seconds(1));
  the.house.FacilitatorOfGroup(george, the.first, false);
  CHECK_THAT(Feed(the.house, george, the.first), kNotFound);
  CHECK_THAT(Get(the.house, george, video.video_id()), kNotFound);
}

TEST_CASE("a member who facilitates too sees each video once") {
  Circles the;
  the.house.FacilitatorOfRun(the.ben);
  the.house.FacilitatorOfGroup(the.ben, the.first);
  const v1::Video video = the.house.Published(the.amal);
  CHECK(the.house.Feed(the.ben, the.first) == Ids{video.video_id()});
  CHECK(the.house.Feed(the.ben).empty());
}

TEST_CASE("a change in a group renews its feed and no other") {
  Circles the;
  const v1::Video video = the.house.Published(the.amal);
  the.house.Published(the.chloe);
  REQUIRE(the.house.Feed(the.ben, the.first).size() == 1);
  REQUIRE(the.house.Feed(the.chloe, the.second).size() == 1);
  static constexpr postgres::Statement kVersion{"TestFeedVersion", "SELECT version::text FROM feeds WHERE group_id = $1"};
  const auto version = [&](const std::string& group_id) { return the.house.db().Execute(kVersion, group_id).front().Get<std::string>(0); };
  const std::string first = version(the.first);
  const std::string second = version(the.second);
  the.house.Published(the.ben, video.video_id());
  CHECK(version(the.first) != first);
  CHECK(version(the.second) == second);
  CHECK(the.house.Feed(the.amal, the.first).size() == 1);
}

}  // namespace
}  // namespace parley::exchange

#include <algorithm>

#include "catch2/catch.hpp"
#include "tests/service/exchange/house.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange {
namespace {

using test::HasCode;
using test::IsOk;
using test::NamesField;

using Ids = std::vector<std::string>;

template <class Response>
Ids IdsOf(const Response& response) {
  Ids ids;
  for (const auto& video : response.videos()) ids.push_back(video.video_id());
  return ids;
}

v1::ListVideosRequest FeedOf(const House& house) {
  v1::ListVideosRequest request;
  request.set_group_id(house.run().plenary_group_id());
  return request;
}

v1::ListMyVideosRequest MineIn(const House& house) {
  v1::ListMyVideosRequest request;
  request.set_run_id(house.run().run_id());
  return request;
}

v1::ListRepliesRequest RepliesTo(const std::string& video_id) {
  v1::ListRepliesRequest request;
  request.set_video_id(video_id);
  return request;
}

// All pages of a list, two a page.
template <class Response, class Request>
Ids Walk(House& house, const UserId& user_id, const std::string& method, Request request) {
  Ids ids;
  request.set_page_size(2);
  for (int pages = 0; pages < 10; ++pages) {
    Response response;
    REQUIRE_THAT(house.Call(user_id, method, request, response), IsOk());
    const Ids page = IdsOf(response);
    ids.insert(ids.end(), page.begin(), page.end());
    if (response.next_page_token().empty()) return ids;
    REQUIRE(page.size() == 2);
    request.set_page_token(response.next_page_token());
  }
  FAIL("the pages never end");
  return ids;
}

TEST_CASE("the feed shows visible answers, newest first, and not the replies to them") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  Ids answers;
  for (int i = 0; i < 5; ++i) answers.insert(answers.begin(), house.Published(i % 2 == 0 ? amal : ben).video_id());
  house.Published(ben, answers.back());
  house.Create(amal, house.prompt_id());
  CHECK(house.Feed(ben) == answers);
  CHECK(Walk<v1::ListVideosResponse>(house, ben, "ListVideos", FeedOf(house)) == answers);
  v1::ListVideosResponse response;
  REQUIRE_THAT(house.Call(ben, "ListVideos", FeedOf(house), response), IsOk());
  CHECK(response.videos(4).reply_count() == 1);
  CHECK(response.videos(0).author().display_name() == "Amal");
  CHECK(response.videos(0).state() == v1::Video::STATE_PUBLISHED);
  CHECK(response.videos(0).visible());
  CHECK(response.videos(0).SerializeAsString() == house.Get(ben, answers.front()).SerializeAsString());
}

TEST_CASE("the feed can be of one prompt") {
  House house;
  const UserId amal = house.Participant("Amal");
  const std::string first = house.Published(amal, "", 0).video_id();
  const std::string second = house.Published(amal, "", 1).video_id();
  v1::ListVideosRequest request = FeedOf(house);
  v1::ListVideosResponse response;
  request.set_prompt_id(house.prompt_id(1));
  REQUIRE_THAT(house.Call(amal, "ListVideos", request, response), IsOk());
  CHECK(IdsOf(response) == Ids{second});
  request.set_prompt_id(house.prompt_id(0));
  REQUIRE_THAT(house.Call(amal, "ListVideos", request, response), IsOk());
  CHECK(IdsOf(response) == Ids{first});
  request.set_prompt_id(Fresh());
  REQUIRE_THAT(house.Call(amal, "ListVideos", request, response), IsOk());
  CHECK(response.videos_size() == 0);
}

v1::ListVideosResponse ReadFeed(House& house, const UserId& reader) {
  v1::ListVideosResponse response;
  REQUIRE_THAT(house.Call(reader, "ListVideos", FeedOf(house), response), IsOk());
  return response;
}

TEST_CASE("a feed that nothing happened in is answered from memory, to those who may see it alone") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  house.Published(amal);
  const v1::ListVideosResponse first = ReadFeed(house, amal);
  REQUIRE(ReadFeed(house, ben).videos_size() == 1);  // from here on ben's place is known
  // What no write of ours can do: changing a video unnoticed shows that the table is not read again.
  house.db().ExecuteScript(
      "SET session_replication_role = replica; UPDATE videos SET reply_count = 77; SET session_replication_role = origin");
  CHECK(ReadFeed(house, ben).SerializeAsString() == first.SerializeAsString());
  v1::ListVideosResponse response;
  CHECK_THAT(house.Call(house.Stranger(), "ListVideos", FeedOf(house), response), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(UserId(), "ListVideos", FeedOf(house), response), HasCode(absl::StatusCode::kUnauthenticated));
  house.Enrolment(ben, catalog::v1::Enrolment::STATE_WITHDRAWN);
  CHECK_THAT(house.Call(ben, "ListVideos", FeedOf(house), response), HasCode(absl::StatusCode::kNotFound));
}

TEST_CASE("every change that shows in a feed is in its next reading") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  REQUIRE(ReadFeed(house, ben).videos_size() == 0);
  const v1::Video video = house.Published(amal);
  CHECK(ReadFeed(house, ben).videos_size() == 1);
  house.Published(ben, video.video_id());
  CHECK(ReadFeed(house, ben).videos(0).reply_count() == 1);
  house.Consent(ben, false);
  CHECK(ReadFeed(house, amal).videos(0).reply_count() == 0);
  house.Consent(amal, false);
  CHECK(ReadFeed(house, ben).videos_size() == 0);
  house.Consent(amal, true);
  CHECK(ReadFeed(house, ben).videos_size() == 1);
  house.db().ExecuteScript("UPDATE people SET display_name = 'Amal B.' WHERE user_id = '" + amal.text() + "'");
  CHECK(ReadFeed(house, ben).videos(0).author().display_name() == "Amal B.");
  v1::WithdrawVideoRequest request;
  v1::Video withdrawn;
  request.set_video_id(video.video_id());
  request.set_request_id(Fresh());
  REQUIRE_THAT(house.Call(amal, "WithdrawVideo", request, withdrawn), IsOk());
  CHECK(ReadFeed(house, ben).videos_size() == 0);
}

TEST_CASE("replies come oldest first, page by page") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const v1::Video video = house.Published(amal);
  Ids replies;
  for (int i = 0; i < 3; ++i) replies.push_back(house.Published(ben, video.video_id()).video_id());
  CHECK(Walk<v1::ListRepliesResponse>(house, amal, "ListReplies", RepliesTo(video.video_id())) == replies);
  v1::ListRepliesResponse response;
  REQUIRE_THAT(house.Call(amal, "ListReplies", RepliesTo(replies[0]), response), IsOk());
  CHECK(response.videos_size() == 0);
}

TEST_CASE("one's own videos are listed in every state, newest first") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  house.Published(ben);
  Ids mine;
  mine.insert(mine.begin(), house.Published(amal).video_id());
  house.clock().Advance(absl::Seconds(1));
  mine.insert(mine.begin(), house.Create(amal, house.prompt_id()).video_id());
  house.clock().Advance(absl::Seconds(1));
  const v1::Video withdrawn = house.Create(amal, house.prompt_id());
  mine.insert(mine.begin(), withdrawn.video_id());
  v1::WithdrawVideoRequest request;
  v1::Video video;
  request.set_video_id(withdrawn.video_id());
  request.set_request_id(Fresh());
  REQUIRE_THAT(house.Call(amal, "WithdrawVideo", request, video), IsOk());
  CHECK(Walk<v1::ListMyVideosResponse>(house, amal, "ListMyVideos", MineIn(house)) == mine);
  v1::ListMyVideosResponse response;
  REQUIRE_THAT(house.Call(amal, "ListMyVideos", MineIn(house), response), IsOk());
  CHECK(response.videos(0).state() == v1::Video::STATE_WITHDRAWN);
  CHECK(response.videos(1).has_upload());
  // They stay one's own when the place in the run has ended.
  house.Enrolment(amal, catalog::v1::Enrolment::STATE_WITHDRAWN);
  REQUIRE_THAT(house.Call(amal, "ListMyVideos", MineIn(house), response), IsOk());
  CHECK(IdsOf(response) == mine);
}

TEST_CASE("lists are not there for who takes no part") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Published(amal);
  const UserId stranger = house.Stranger();
  v1::ListVideosResponse feed;
  v1::ListRepliesResponse replies;
  v1::ListMyVideosResponse mine;
  CHECK_THAT(house.Call(stranger, "ListVideos", FeedOf(house), feed), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(stranger, "ListReplies", RepliesTo(video.video_id()), replies), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(stranger, "ListMyVideos", MineIn(house), mine), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(UserId(), "ListVideos", FeedOf(house), feed), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call(UserId(), "ListReplies", RepliesTo(video.video_id()), replies), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call(UserId(), "ListMyVideos", MineIn(house), mine), HasCode(absl::StatusCode::kUnauthenticated));

  v1::ListVideosRequest unknown_group;
  unknown_group.set_group_id(Fresh());
  CHECK_THAT(house.Call(amal, "ListVideos", unknown_group, feed), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(amal, "ListReplies", RepliesTo(Fresh()), replies), HasCode(absl::StatusCode::kNotFound));
  v1::ListMyVideosRequest unknown_run;
  unknown_run.set_run_id(Fresh());
  CHECK_THAT(house.Call(amal, "ListMyVideos", unknown_run, mine), HasCode(absl::StatusCode::kNotFound));
  house.Enrolment(amal, catalog::v1::Enrolment::STATE_SUSPENDED);
  CHECK_THAT(house.Call(amal, "ListVideos", FeedOf(house), feed), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call(amal, "ListReplies", RepliesTo(video.video_id()), replies), IsOk());
}

TEST_CASE("lists with bad input are refused by name, and tokens of another list too") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Published(amal);
  house.Published(amal);
  v1::ListVideosResponse feed;
  v1::ListRepliesResponse replies;
  v1::ListMyVideosResponse mine;
  const auto check = [&](auto request, auto& response, const std::string& method, const std::string& token) {
    request.set_page_size(101);
    CHECK_THAT(house.Call(amal, method, request, response), NamesField("page_size"));
    request.set_page_size(-1);
    CHECK_THAT(house.Call(amal, method, request, response), NamesField("page_size"));
    request.set_page_size(1);
    for (const std::string& bad : {std::string("forged"), token, std::string(10'000, 'a')}) {
      request.set_page_token(bad);
      CHECK_THAT(house.Call(amal, method, request, response), NamesField("page_token"));
    }
  };
  v1::ListVideosRequest first = FeedOf(house);
  first.set_page_size(1);
  REQUIRE_THAT(house.Call(amal, "ListVideos", first, feed), IsOk());
  const std::string token = feed.next_page_token();
  REQUIRE_FALSE(token.empty());
  v1::ListVideosRequest other = FeedOf(house);
  other.set_prompt_id(house.prompt_id());
  check(other, feed, "ListVideos", token);
  check(RepliesTo(video.video_id()), replies, "ListReplies", token);
  check(MineIn(house), mine, "ListMyVideos", token);

  v1::ListVideosRequest bad = FeedOf(house);
  bad.set_prompt_id("x");
  CHECK_THAT(house.Call(amal, "ListVideos", bad, feed), NamesField("prompt_id"));
  CHECK_THAT(house.Call(amal, "ListVideos", v1::ListVideosRequest(), feed), NamesField("group_id"));
  CHECK_THAT(house.Call(amal, "ListReplies", v1::ListRepliesRequest(), replies), NamesField("video_id"));
  CHECK_THAT(house.Call(amal, "ListMyVideos", v1::ListMyVideosRequest(), mine), NamesField("run_id"));
}

}  // namespace
}  // namespace parley::exchange

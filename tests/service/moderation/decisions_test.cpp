#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/moderation/v1/events.pb.h"
#include "services/moderation/store/hold_orders.h"
#include "tests/service/moderation/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::moderation {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

const auto kNotFound = HasCode(absl::StatusCode::kNotFound);

v1::DecideQueueItemRequest Hide(const std::string& item_id) {
  v1::DecideQueueItemRequest request;
  request.set_queue_item_id(item_id);
  request.set_verdict(v1::Decision::VERDICT_HIDE);
  request.set_reason(v1::REASON_HATE);
  request.set_statement("You speak ill of a people.");
  request.set_request_id(Fresh());
  return request;
}

absl::Status Restore(House& house, const UserId& user_id, const std::string& video_id, v1::Decision& decision,
                     const std::string& reason = "It was irony.") {
  v1::RestoreVideoRequest request;
  request.set_video_id(video_id);
  request.set_reason(reason);
  request.set_request_id(Fresh());
  return house.Call(user_id, "RestoreVideo", request, decision);
}

std::vector<v1::Decision> OnMine(House& house, const UserId& user_id) {
  v1::ListDecisionsOnMyVideosRequest request;
  v1::ListDecisionsOnMyVideosResponse response;
  REQUIRE_THAT(house.Call(user_id, "ListDecisionsOnMyVideos", request, response), IsOk());
  return {response.decisions().begin(), response.decisions().end()};
}

TEST_CASE("a decision to hide reaches the exchange, and its author reads why and how to object") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = house.Published(amal);
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, item_id);
  v1::QueueItem item;
  REQUIRE_THAT(house.Call(fatima, "DecideQueueItem", Hide(item_id), item), IsOk());
  CHECK(item.state() == v1::QueueItem::STATE_DECIDED);
  CHECK(item.claimed_by().empty());
  CHECK(item.decision().decided_by() == fatima.text());
  CHECK(item.decision().queue_item_id() == item_id);
  CHECK(house.Queue(fatima).empty());
  REQUIRE(house.Queue(fatima, true).size() == 1);
  CHECK(Eventually([&] { return house.exchange().acts() == std::vector<std::string>{"place HATE " + video_id}; }));

  REQUIRE(OnMine(house, amal).size() == 1);
  const v1::Decision decision = OnMine(house, amal)[0];
  CHECK(decision.video_id() == video_id);
  CHECK(decision.run_id() == house.run_id());
  CHECK(decision.verdict() == v1::Decision::VERDICT_HIDE);
  CHECK(decision.reason() == v1::REASON_HATE);
  CHECK(decision.rule().find("attacked for their origin") != std::string::npos);
  CHECK(decision.statement() == "You speak ill of a people.");
  CHECK(decision.objection().find("write to the coordinator") != std::string::npos);
  CHECK(decision.state() == v1::Decision::STATE_IN_EFFECT);
  CHECK(rpc::FromProto(decision.decide_time()) == house.clock().Now());
  CHECK(decision.decided_by().empty());
  CHECK(decision.queue_item_id().empty());
  CHECK(decision.ShortDebugString().find(fatima.text()) == std::string::npos);
  CHECK(OnMine(house, fatima).empty());

  REQUIRE(Eventually([&] { return house.Events("VideoHidden").size() == 1; }));
  v1::VideoHidden event;
  REQUIRE(event.ParseFromString(house.Events("VideoHidden")[0].payload()));
  CHECK(event.decision_id() == decision.decision_id());
  CHECK(event.video_id() == video_id);
  CHECK(event.author_id() == amal.text());
  CHECK(event.reason() == v1::REASON_HATE);
}

TEST_CASE("a decision to keep tells the exchange and the author nothing") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  house.Published(amal);
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, item_id);
  const v1::QueueItem item = house.Decide(fatima, item_id, v1::Decision::VERDICT_KEEP);
  CHECK(item.decision().verdict() == v1::Decision::VERDICT_KEEP);
  CHECK(item.decision().objection().empty());
  CHECK(OnMine(house, amal).empty());
  // What is decided later reaches the exchange, and only that.
  const std::string hidden = house.Hidden(amal, fatima);
  CHECK(house.exchange().acts() == std::vector<std::string>{"place HARASSMENT " + hidden});
}

TEST_CASE("only who holds the claim decides") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const UserId george = house.FacilitatorOfRun();
  const UserId foreign = house.FacilitatorOfGroup(house.Group({}));
  house.Published(house.Participant());
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  v1::QueueItem item;
  CHECK_THAT(house.Call(fatima, "DecideQueueItem", Hide(item_id), item), HasReason("CLAIM_NEEDED"));
  house.Claim(fatima, item_id);
  CHECK_THAT(house.Call(george, "DecideQueueItem", Hide(item_id), item), HasReason("ITEM_CLAIMED"));
  CHECK_THAT(house.Call(foreign, "DecideQueueItem", Hide(item_id), item), kNotFound);
  house.clock().Advance(absl::Minutes(10));
  CHECK_THAT(house.Call(fatima, "DecideQueueItem", Hide(item_id), item), HasReason("CLAIM_NEEDED"));
  house.Claim(george, item_id);
  CHECK_THAT(house.Call(fatima, "DecideQueueItem", Hide(item_id), item), HasReason("ITEM_CLAIMED"));
  REQUIRE_THAT(house.Call(george, "DecideQueueItem", Hide(item_id), item), IsOk());
  CHECK_THAT(house.Call(george, "DecideQueueItem", Hide(item_id), item), HasReason("ITEM_CLOSED"));
  CHECK(house.Events("VideoHidden").size() <= 1);
}

TEST_CASE("who has not seen the latest report does not decide about it") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = house.Published(house.Participant());
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  v1::DecideQueueItemRequest request = Hide(item_id);
  request.set_etag(house.Claim(fatima, item_id).etag());
  house.Report(house.Participant(), video_id);
  v1::QueueItem item;
  CHECK_THAT(house.Call(fatima, "DecideQueueItem", request, item), HasReason("ETAG_MISMATCH") && HasCode(absl::StatusCode::kAborted));
  request.set_etag(house.Claim(fatima, item_id).etag());
  CHECK_THAT(house.Call(fatima, "DecideQueueItem", request, item), IsOk());
}

TEST_CASE("decisions refuse bad input by name") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const UserId amal = house.Participant();
  const std::string video_id = house.Published(amal);
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, item_id);
  v1::QueueItem item;
  const auto refused = [&](auto change) {
    v1::DecideQueueItemRequest request = Hide(item_id);
    change(request);
    return house.Call(fatima, "DecideQueueItem", request, item);
  };
  using Request = v1::DecideQueueItemRequest;
  CHECK_THAT(refused([](Request& r) { r.set_queue_item_id("x"); }), NamesField("queue_item_id"));
  CHECK_THAT(refused([](Request& r) { r.set_queue_item_id(Fresh()); }), kNotFound);
  CHECK_THAT(refused([](Request& r) { r.clear_verdict(); }), NamesField("verdict"));
  CHECK_THAT(refused([](Request& r) { r.set_verdict(static_cast<v1::Decision::Verdict>(3)); }), NamesField("verdict"));
  CHECK_THAT(refused([](Request& r) { r.clear_reason(); }), NamesField("reason"));
  CHECK_THAT(refused([](Request& r) { r.set_reason(static_cast<v1::Reason>(99)); }), NamesField("reason"));
  CHECK_THAT(refused([](Request& r) { r.set_statement(" "); }), NamesField("statement"));
  CHECK_THAT(refused([](Request& r) { r.set_statement(std::string(2001, 'a')); }), NamesField("statement"));
  CHECK_THAT(refused([](Request& r) { r.set_etag(std::string(101, 'a')); }), NamesField("etag"));
  CHECK_THAT(refused([](Request& r) { r.set_request_id("x"); }), NamesField("request_id"));
  const auto keep = refused([](Request& r) { r.set_verdict(v1::Decision::VERDICT_KEEP); });
  CHECK_THAT(keep, NamesField("reason") && NamesField("statement"));
  CHECK_THAT(house.Call(amal, "DecideQueueItem", Hide(item_id), item), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.Call(UserId(), "DecideQueueItem", Hide(item_id), item), HasReason("SIGN_IN_REQUIRED"));

  v1::Decision decision;
  CHECK_THAT(Restore(house, fatima, "x", decision), NamesField("video_id"));
  CHECK_THAT(Restore(house, fatima, Fresh(), decision), kNotFound);
  CHECK_THAT(Restore(house, fatima, video_id, decision, ""), NamesField("reason"));
  CHECK_THAT(Restore(house, fatima, video_id, decision, std::string(1001, 'a')), NamesField("reason"));
  CHECK_THAT(Restore(house, fatima, video_id, decision), HasReason("VIDEO_NOT_HIDDEN"));
  CHECK_THAT(Restore(house, amal, video_id, decision), HasReason("ROLE_REQUIRED"));
  CHECK(house.Queue(fatima)[0].state() == v1::QueueItem::STATE_CLAIMED);
}

TEST_CASE("a repeated decision is one decision") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  house.Published(house.Participant());
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, item_id);
  const v1::DecideQueueItemRequest request = Hide(item_id);
  v1::QueueItem first;
  v1::QueueItem again;
  REQUIRE_THAT(house.Call(fatima, "DecideQueueItem", request, first), IsOk());
  REQUIRE_THAT(house.Call(fatima, "DecideQueueItem", request, again), IsOk());
  CHECK(again.SerializeAsString() == first.SerializeAsString());
  REQUIRE(Eventually([&] { return house.exchange().acts().size() == 1; }));
  CHECK(Eventually([&] { return house.Events("VideoHidden").size() == 1; }));
}

TEST_CASE("a restored video is visible again, its author reads why, and it can be reported and hidden anew") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  const UserId coordinator = house.Coordinator({house.partner_id()});
  const UserId foreign = house.Coordinator({Fresh()});
  const std::string video_id = house.Hidden(amal, fatima);
  v1::Decision decision;
  CHECK_THAT(Restore(house, foreign, video_id, decision), kNotFound);
  house.clock().Advance(absl::Minutes(1));
  REQUIRE_THAT(Restore(house, coordinator, video_id, decision), IsOk());
  CHECK(decision.state() == v1::Decision::STATE_REVERSED);
  CHECK(decision.restored_by() == coordinator.text());
  CHECK(Eventually([&] { return !house.exchange().Video(video_id).held(); }));
  CHECK(house.exchange().acts() == std::vector<std::string>{"place HARASSMENT " + video_id, "lift " + video_id});
  const v1::Decision read = OnMine(house, amal)[0];
  CHECK(read.state() == v1::Decision::STATE_REVERSED);
  CHECK(read.restore_reason() == "It was irony.");
  CHECK(rpc::FromProto(read.restore_time()) == house.clock().Now());
  CHECK(read.restored_by().empty());
  CHECK_THAT(Restore(house, fatima, video_id, decision), HasReason("VIDEO_NOT_HIDDEN"));
  REQUIRE(Eventually([&] { return house.Events("VideoRestored").size() == 1; }));
  v1::VideoRestored event;
  REQUIRE(event.ParseFromString(house.Events("VideoRestored")[0].payload()));
  CHECK(event.decision_id() == read.decision_id());
  CHECK(event.author_id() == amal.text());

  house.Report(house.Participant(), video_id);
  REQUIRE(house.Queue(fatima).size() == 1);
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, item_id);
  house.Decide(fatima, item_id, v1::Decision::VERDICT_HIDE);
  CHECK(Eventually([&] { return house.exchange().Video(video_id).held(); }));
  CHECK(OnMine(house, amal).size() == 2);
}

TEST_CASE("nobody restores their own video") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const UserId george = house.FacilitatorOfRun();
  const std::string video_id = house.Hidden(fatima, george);
  v1::Decision decision;
  CHECK_THAT(Restore(house, fatima, video_id, decision), kNotFound);
  CHECK(OnMine(house, fatima).size() == 1);
}

TEST_CASE("a decision waits for an exchange that is away, through a restart, and a lift never overtakes its hold") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = house.Published(amal);
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, item_id);
  house.exchange().away = true;
  const absl::Time decided = house.clock().Now();
  house.Decide(fatima, item_id, v1::Decision::VERDICT_HIDE);
  house.clock().Advance(absl::Minutes(1));
  v1::Decision decision;
  REQUIRE_THAT(Restore(house, fatima, video_id, decision), IsOk());
  REQUIRE(Eventually([&] { return !house.exchange().request_ids().empty(); }));
  house.Restart();
  CHECK(house.exchange().acts().empty());
  CHECK(store::GetHoldBacklog(house.db()).waiting == 2);
  CHECK(store::GetHoldBacklog(house.db()).oldest_time == decided);  // however often it was tried
  house.exchange().away = false;
  REQUIRE(Eventually([&] {
    house.clock().Advance(absl::Seconds(30));  // what was put off, or was under way, comes up again
    return house.exchange().acts().size() == 2;
  }));
  CHECK(house.exchange().acts() == std::vector<std::string>{"place HARASSMENT " + video_id, "lift " + video_id});
  CHECK(Eventually([&] { return store::GetHoldBacklog(house.db()).waiting == 0; }));
}

TEST_CASE("an order that the version before wrote is one that waits") {
  static constexpr postgres::Statement kInsert{"TestInsert",
                                               "INSERT INTO hold_orders (order_id, video_id, kind, reason, due_time)"
                                               " VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'PRIVACY', 'infinity')"};
  House house;
  house.db().Execute(kInsert);
  CHECK(store::GetHoldBacklog(house.db()).waiting == 1);
  CHECK(store::GetHoldBacklog(house.db()).oldest_time.has_value());
}

TEST_CASE("an order whose answer is lost is repeated under the decision's id until it is known to be done") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = house.Published(house.Participant());
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, item_id);
  house.exchange().loses_answers = true;
  const std::string decision_id = house.Decide(fatima, item_id, v1::Decision::VERDICT_HIDE).decision().decision_id();
  REQUIRE(Eventually([&] { return house.exchange().request_ids().size() == 1; }));
  house.exchange().loses_answers = false;
  static constexpr postgres::Statement kTaken{"TestTaken", "SELECT count(*) FROM hold_orders WHERE state = 2"};
  REQUIRE(Eventually([&] {
    house.clock().Advance(absl::Seconds(1));
    return house.db().Execute(kTaken).front().Get<int>(0) == 1;
  }));
  CHECK(house.exchange().request_ids().size() >= 2);
  for (const std::string& id : house.exchange().request_ids()) CHECK(id == decision_id);
  CHECK(house.exchange().Video(video_id).held());
}

TEST_CASE("the decisions on one's videos come page by page") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  std::vector<std::string> videos;
  for (int i = 0; i < 3; ++i) {
    house.clock().Advance(absl::Seconds(1));
    videos.insert(videos.begin(), house.Hidden(amal, fatima));
  }
  v1::ListDecisionsOnMyVideosRequest request;
  v1::ListDecisionsOnMyVideosResponse response;
  request.set_page_size(2);
  REQUIRE_THAT(house.Call(amal, "ListDecisionsOnMyVideos", request, response), IsOk());
  REQUIRE(response.decisions_size() == 2);
  CHECK(response.decisions(0).video_id() == videos[0]);
  CHECK(response.decisions(1).video_id() == videos[1]);
  request.set_page_token(response.next_page_token());
  CHECK_THAT(house.Call(fatima, "ListDecisionsOnMyVideos", request, response), NamesField("page_token"));
  REQUIRE_THAT(house.Call(amal, "ListDecisionsOnMyVideos", request, response), IsOk());
  REQUIRE(response.decisions_size() == 1);
  CHECK(response.decisions(0).video_id() == videos[2]);
  CHECK(response.next_page_token().empty());
  request.set_page_size(-1);
  CHECK_THAT(house.Call(amal, "ListDecisionsOnMyVideos", request, response), NamesField("page_size"));
  CHECK_THAT(house.Call(UserId(), "ListDecisionsOnMyVideos", request, response), HasReason("SIGN_IN_REQUIRED"));
}

}  // namespace
}  // namespace parley::moderation

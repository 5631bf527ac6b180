#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "tests/service/moderation/house.h"
#include "tests/support/status_matchers.h"

namespace parley::moderation {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

const auto kNotFound = HasCode(absl::StatusCode::kNotFound);

template <class Request>
absl::Status OnItem(House& house, const UserId& user_id, const std::string& method, const std::string& item_id, v1::QueueItem& item,
                    const std::string& request_id = Fresh()) {
  Request request;
  request.set_queue_item_id(item_id);
  request.set_request_id(request_id);
  return house.Call(user_id, method, request, item);
}

absl::Status Claim(House& house, const UserId& user_id, const std::string& item_id, v1::QueueItem& item) {
  return OnItem<v1::ClaimQueueItemRequest>(house, user_id, "ClaimQueueItem", item_id, item);
}

absl::Status Release(House& house, const UserId& user_id, const std::string& item_id, v1::QueueItem& item) {
  return OnItem<v1::ReleaseQueueItemRequest>(house, user_id, "ReleaseQueueItem", item_id, item);
}

absl::Status Get(House& house, const UserId& user_id, const std::string& item_id, v1::QueueItem& item) {
  v1::GetQueueItemRequest request;
  request.set_queue_item_id(item_id);
  return house.Call(user_id, "GetQueueItem", request, item);
}

std::vector<std::string> VideosOf(const std::vector<v1::QueueItem>& items) {
  std::vector<std::string> ids;
  for (const auto& item : items) ids.push_back(item.video_id());
  return ids;
}

TEST_CASE("a new video waits for the facilitators of its run and of its group, and for nobody else") {
  House house;
  const UserId amal = house.Participant();
  const std::string group_id = house.Group({amal});
  const UserId run_facilitator = house.FacilitatorOfRun();
  const UserId group_facilitator = house.FacilitatorOfGroup(group_id);
  const UserId other = house.FacilitatorOfGroup(house.Group({}));
  const auto video = house.Video(amal, group_id);
  house.TellPublished(video);

  for (const UserId& facilitator : {run_facilitator, group_facilitator}) {
    const auto items = house.Queue(facilitator);
    REQUIRE(items.size() == 1);
    CHECK(items[0].kind() == v1::QueueItem::KIND_NEW_VIDEO);
    CHECK(items[0].state() == v1::QueueItem::STATE_OPEN);
    CHECK(items[0].gravity() == 1);
    CHECK(items[0].video_id() == video.video_id());
    CHECK(items[0].run_id() == house.run_id());
    CHECK(items[0].group_id() == group_id);
    CHECK(items[0].author_id() == amal.text());
    CHECK(rpc::FromProto(items[0].create_time()) == house.clock().Now());
  }
  CHECK(house.Queue(other).empty());
  const std::string item_id = house.Queue(run_facilitator)[0].queue_item_id();
  v1::QueueItem item;
  CHECK_THAT(Get(house, group_facilitator, item_id, item), IsOk());
  CHECK_THAT(Get(house, other, item_id, item), kNotFound);
  CHECK_THAT(Claim(house, other, item_id, item), kNotFound);
  CHECK_THAT(Release(house, other, item_id, item), kNotFound);

  // Told again, as after the exchange was restored, it is no new item.
  house.TellPublished(video);
  CHECK(house.Queue(run_facilitator).size() == 1);
  // Who no longer facilitates sees nothing any more.
  house.clock().Advance(absl::Seconds(1));
  house.FacilitatesRun(run_facilitator, false);
  CHECK(house.Queue(run_facilitator).empty());
  CHECK_THAT(Get(house, run_facilitator, item_id, item), kNotFound);
}

TEST_CASE("the queue is closed to participants and visitors") {
  House house;
  const UserId amal = house.Participant();
  house.Published(amal);
  v1::ListQueueItemsRequest request;
  v1::ListQueueItemsResponse response;
  v1::QueueItem item;
  CHECK_THAT(house.Call(amal, "ListQueueItems", request, response), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.Call(UserId(), "ListQueueItems", request, response), HasReason("SIGN_IN_REQUIRED"));
  CHECK_THAT(Get(house, amal, Fresh(), item), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(Claim(house, amal, Fresh(), item), HasReason("ROLE_REQUIRED"));
}

TEST_CASE("coordinators see the queue of their partner's runs while they are coordinators") {
  House house;
  const UserId amal = house.Participant();
  const UserId own = house.Coordinator({Fresh(), house.partner_id()});
  const UserId foreign = house.Coordinator({Fresh()});
  house.Published(amal);
  REQUIRE(house.Queue(own).size() == 1);
  CHECK(house.Queue(foreign).empty());
  v1::QueueItem item;
  const std::string item_id = house.Queue(own)[0].queue_item_id();
  CHECK_THAT(Get(house, foreign, item_id, item), kNotFound);
  CHECK_THAT(Claim(house, own, item_id, item), IsOk());

  // What is known is believed while identity is away, and a revocation takes effect within 5 s.
  house.clock().Advance(absl::Seconds(6));
  house.identity().away = true;
  CHECK(house.Queue(own).size() == 1);
  v1::ListQueueItemsRequest request;
  v1::ListQueueItemsResponse response;
  CHECK_THAT(house.Call(house.Coordinator({house.partner_id()}), "ListQueueItems", request, response), HasReason("OWNER_UNAVAILABLE"));
  house.identity().away = false;
  house.identity().SetPartners(own, {});
  house.clock().Advance(absl::Seconds(5));
  CHECK(house.Queue(own).empty());
  CHECK_THAT(Get(house, own, item_id, item), kNotFound);
}

TEST_CASE("nobody is shown or judges their own video") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const UserId george = house.FacilitatorOfRun();
  house.Published(fatima);
  CHECK(house.Queue(fatima).empty());
  REQUIRE(house.Queue(george).size() == 1);
  v1::QueueItem item;
  CHECK_THAT(Claim(house, fatima, house.Queue(george)[0].queue_item_id(), item), kNotFound);
}

TEST_CASE("a claim is one facilitator's for ten minutes, and anew when renewed") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const UserId george = house.FacilitatorOfRun();
  house.Published(house.Participant());
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  v1::QueueItem item;
  REQUIRE_THAT(Claim(house, fatima, item_id, item), IsOk());
  CHECK(item.state() == v1::QueueItem::STATE_CLAIMED);
  CHECK(item.claimed_by() == fatima.text());
  CHECK(rpc::FromProto(item.claim_expire_time()) == house.clock().Now() + absl::Minutes(10));
  CHECK(house.Queue(george)[0].claimed_by() == fatima.text());

  const absl::Status refused = Claim(house, george, item_id, item);
  CHECK_THAT(refused, HasReason("ITEM_CLAIMED") && HasCode(absl::StatusCode::kFailedPrecondition));
  const auto metadata = errors::DetailsOf(refused).metadata;
  CHECK(metadata.at("claimed_by") == fatima.text());
  CHECK(metadata.at("claim_expire_time") == "2030-03-17T17:56:40Z");
  CHECK_THAT(Release(house, george, item_id, item), HasReason("ITEM_CLAIMED"));

  house.clock().Advance(absl::Minutes(9));
  REQUIRE_THAT(Claim(house, fatima, item_id, item), IsOk());
  house.clock().Advance(absl::Minutes(9));
  CHECK_THAT(Claim(house, george, item_id, item), HasReason("ITEM_CLAIMED"));
  house.clock().Advance(absl::Minutes(1));
  REQUIRE_THAT(Get(house, george, item_id, item), IsOk());
  CHECK(item.state() == v1::QueueItem::STATE_OPEN);
  CHECK(item.claimed_by().empty());
  REQUIRE_THAT(Claim(house, george, item_id, item), IsOk());
  CHECK(item.claimed_by() == george.text());
  CHECK_THAT(Claim(house, fatima, item_id, item), HasReason("ITEM_CLAIMED"));
}

TEST_CASE("a released item is anybody's, and releasing what nobody has changes nothing") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const UserId george = house.FacilitatorOfRun();
  house.Published(house.Participant());
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  v1::QueueItem item;
  REQUIRE_THAT(Release(house, fatima, item_id, item), IsOk());
  CHECK(item.state() == v1::QueueItem::STATE_OPEN);
  house.Claim(fatima, item_id);
  REQUIRE_THAT(Release(house, fatima, item_id, item), IsOk());
  CHECK(item.state() == v1::QueueItem::STATE_OPEN);
  REQUIRE_THAT(Release(house, fatima, item_id, item), IsOk());
  REQUIRE_THAT(Claim(house, george, item_id, item), IsOk());
}

TEST_CASE("a claim survives a restart") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const UserId george = house.FacilitatorOfRun();
  house.Published(house.Participant());
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, item_id);
  house.Restart();
  v1::QueueItem item;
  CHECK_THAT(Claim(house, george, item_id, item), HasReason("ITEM_CLAIMED"));
  CHECK(house.Queue(george).size() == 1);
}

TEST_CASE("what its author takes back leaves the queue") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = house.Published(amal);
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, item_id);
  house.Withdrawn(video_id);
  CHECK(house.Queue(fatima).empty());
  CHECK(house.Queue(fatima, true).empty());
  v1::QueueItem item;
  REQUIRE_THAT(Get(house, fatima, item_id, item), IsOk());
  CHECK(item.state() == v1::QueueItem::STATE_CLOSED);
  CHECK_THAT(Claim(house, fatima, item_id, item), HasReason("ITEM_CLOSED"));
  CHECK_THAT(Release(house, fatima, item_id, item), HasReason("ITEM_CLOSED"));
}

TEST_CASE("the gravest come first, then the oldest, page by page") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  std::vector<std::string> videos;
  for (int i = 0; i < 5; ++i) {
    house.clock().Advance(absl::Seconds(2));
    videos.push_back(house.Published(amal));
  }
  const UserId ben = house.Participant();
  house.Report(ben, videos[4], v1::REASON_DANGER);
  house.Report(ben, videos[3], v1::REASON_OFF_TOPIC);
  const std::vector<std::string> order = {videos[4], videos[3], videos[0], videos[1], videos[2]};
  CHECK(VideosOf(house.Queue(fatima)) == order);

  v1::ListQueueItemsRequest request;
  request.set_page_size(2);
  request.set_run_id(house.run_id());
  std::vector<std::string> walked;
  for (int pages = 0; pages < 3; ++pages) {
    v1::ListQueueItemsResponse response;
    REQUIRE_THAT(house.Call(fatima, "ListQueueItems", request, response), IsOk());
    for (const auto& item : response.queue_items()) walked.push_back(item.video_id());
    CHECK(response.next_page_token().empty() == (pages == 2));
    request.set_page_token(response.next_page_token());
  }
  CHECK(walked == order);
  v1::ListQueueItemsResponse response;
  request.set_page_token("");
  request.set_run_id(Fresh());
  REQUIRE_THAT(house.Call(fatima, "ListQueueItems", request, response), IsOk());
  CHECK(response.queue_items().empty());
}

TEST_CASE("the queue refuses bad input by name") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const UserId george = house.FacilitatorOfRun();
  for (int i = 0; i < 2; ++i) house.Published(house.Participant());
  v1::QueueItem item;
  for (const std::string id : {"", "x", "'; DROP TABLE queue_items; --"}) {
    CHECK_THAT(Get(house, fatima, id, item), NamesField("queue_item_id"));
    CHECK_THAT(Claim(house, fatima, id, item), NamesField("queue_item_id"));
    CHECK_THAT(Release(house, fatima, id, item), NamesField("queue_item_id"));
  }
  CHECK_THAT(Get(house, fatima, Fresh(), item), kNotFound);
  CHECK_THAT(Claim(house, fatima, Fresh(), item), kNotFound);
  CHECK_THAT(Release(house, fatima, Fresh(), item), kNotFound);
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  CHECK_THAT(OnItem<v1::ClaimQueueItemRequest>(house, fatima, "ClaimQueueItem", item_id, item, "x"), NamesField("request_id"));

  v1::ListQueueItemsRequest request;
  v1::ListQueueItemsResponse response;
  request.set_run_id("x");
  CHECK_THAT(house.Call(fatima, "ListQueueItems", request, response), NamesField("run_id"));
  request.set_run_id("");
  for (const int size : {-1, 101}) {
    request.set_page_size(size);
    CHECK_THAT(house.Call(fatima, "ListQueueItems", request, response), NamesField("page_size"));
  }
  request.set_page_size(1);
  REQUIRE_THAT(house.Call(fatima, "ListQueueItems", request, response), IsOk());
  request.set_page_token(response.next_page_token());
  CHECK_THAT(house.Call(george, "ListQueueItems", request, response), NamesField("page_token"));
  request.set_decided(true);
  CHECK_THAT(house.Call(fatima, "ListQueueItems", request, response), NamesField("page_token"));
}

TEST_CASE("a repeated claim gets the first answer again") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  house.Published(house.Participant());
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  const std::string once = Fresh();
  v1::QueueItem first;
  v1::QueueItem again;
  REQUIRE_THAT(OnItem<v1::ClaimQueueItemRequest>(house, fatima, "ClaimQueueItem", item_id, first, once), IsOk());
  house.clock().Advance(absl::Minutes(1));
  REQUIRE_THAT(OnItem<v1::ClaimQueueItemRequest>(house, fatima, "ClaimQueueItem", item_id, again, once), IsOk());
  CHECK(first.SerializeAsString() == again.SerializeAsString());
}

}  // namespace
}  // namespace parley::moderation

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/moderation/v1/events.pb.h"
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

absl::Status Report(House& house, const UserId& user_id, const std::string& video_id, v1::Report& report,
                    v1::Reason reason = v1::REASON_HATE, const std::string& text = "") {
  v1::ReportVideoRequest request;
  request.set_video_id(video_id);
  request.set_reason(reason);
  request.set_text(text);
  request.set_request_id(Fresh());
  return house.Call(user_id, "ReportVideo", request, report);
}

absl::Status Get(House& house, const UserId& user_id, const std::string& report_id, v1::Report& report) {
  v1::GetReportRequest request;
  request.set_report_id(report_id);
  return house.Call(user_id, "GetReport", request, report);
}

std::vector<v1::Report> Mine(House& house, const UserId& user_id) {
  v1::ListMyReportsRequest request;
  v1::ListMyReportsResponse response;
  REQUIRE_THAT(house.Call(user_id, "ListMyReports", request, response), IsOk());
  return {response.reports().begin(), response.reports().end()};
}

v1::QueueItem Item(House& house, const UserId& user_id, const std::string& item_id) {
  v1::GetQueueItemRequest request;
  v1::QueueItem item;
  request.set_queue_item_id(item_id);
  REQUIRE_THAT(house.Call(user_id, "GetQueueItem", request, item), IsOk());
  return item;
}

TEST_CASE("a report makes a video's waiting item graver, and says what is wrong without saying who says so") {
  House house;
  const UserId amal = house.Participant();
  const UserId ben = house.Participant();
  const UserId chen = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = house.Published(amal);
  const v1::QueueItem before = house.Queue(fatima)[0];
  v1::Report report;
  REQUIRE_THAT(Report(house, ben, video_id, report, v1::REASON_OFF_TOPIC, "It sells shoes."), IsOk());
  CHECK(report.state() == v1::Report::STATE_OPEN);
  CHECK(report.video_id() == video_id);
  CHECK(report.run_id() == house.run_id());
  CHECK(report.reason() == v1::REASON_OFF_TOPIC);
  CHECK(report.text() == "It sells shoes.");
  CHECK(rpc::FromProto(report.create_time()) == house.clock().Now());
  CHECK_FALSE(report.has_resolve_time());

  const v1::QueueItem item = Item(house, fatima, before.queue_item_id());
  CHECK(item.kind() == v1::QueueItem::KIND_REPORT);
  CHECK(item.gravity() == 2);
  CHECK(item.etag() != before.etag());
  REQUIRE(item.complaints_size() == 1);
  CHECK(item.complaints(0).text() == "It sells shoes.");
  CHECK(item.complaint_count() == 1);
  CHECK(item.ShortDebugString().find(ben.text()) == std::string::npos);
  // A graver one makes it graver still, a lesser one leaves it.
  house.Report(chen, video_id, v1::REASON_VIOLENCE);
  house.Report(house.Participant(), video_id, v1::REASON_OFF_TOPIC);
  CHECK(house.Queue(fatima).size() == 1);
  CHECK(house.Queue(fatima)[0].gravity() == 4);
  CHECK(house.Queue(fatima)[0].complaint_count() == 3);
}

TEST_CASE("a report on a video that was looked at makes a new item") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = house.Published(house.Participant());
  const std::string first = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, first);
  house.Decide(fatima, first, v1::Decision::VERDICT_KEEP);
  CHECK(house.Queue(fatima).empty());
  house.Report(house.Participant(), video_id);
  REQUIRE(house.Queue(fatima).size() == 1);
  CHECK(house.Queue(fatima)[0].queue_item_id() != first);
  CHECK(house.Queue(fatima)[0].kind() == v1::QueueItem::KIND_REPORT);
}

TEST_CASE("a second report of the same person answers the first, whatever became of the video") {
  House house;
  const UserId amal = house.Participant();
  const UserId ben = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = house.Published(amal);
  const v1::Report first = house.Report(ben, video_id);
  v1::Report again;
  REQUIRE_THAT(Report(house, ben, video_id, again, v1::REASON_DANGER, "other words"), IsOk());
  CHECK(again.SerializeAsString() == first.SerializeAsString());
  CHECK(house.Queue(fatima)[0].complaint_count() == 1);
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  house.Claim(fatima, item_id);
  house.Decide(fatima, item_id, v1::Decision::VERDICT_HIDE);
  REQUIRE_THAT(Report(house, ben, video_id, again), IsOk());
  CHECK(again.report_id() == first.report_id());
  CHECK(again.state() == v1::Report::STATE_ACTED_ON);
  CHECK(house.Queue(fatima).empty());
}

TEST_CASE("the reporter alone sees what came of a report") {
  House house;
  const UserId amal = house.Participant();
  const UserId ben = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  struct Case {
    v1::Decision::Verdict verdict;
    v1::Report::State state;
  };
  for (const Case& each :
       {Case{v1::Decision::VERDICT_HIDE, v1::Report::STATE_ACTED_ON}, Case{v1::Decision::VERDICT_KEEP, v1::Report::STATE_DISMISSED}}) {
    const std::string video_id = house.Published(amal);
    const v1::Report report = house.Report(ben, video_id);
    const std::string item_id = house.Queue(fatima)[0].queue_item_id();
    house.Claim(fatima, item_id);
    house.clock().Advance(absl::Seconds(2));
    house.Decide(fatima, item_id, each.verdict);
    v1::Report resolved;
    REQUIRE_THAT(Get(house, ben, report.report_id(), resolved), IsOk());
    CHECK(resolved.state() == each.state);
    CHECK(rpc::FromProto(resolved.resolve_time()) == house.clock().Now());
    CHECK(Mine(house, ben)[0].state() == each.state);
    for (const UserId& other : {amal, fatima, house.Participant()}) {
      CHECK_THAT(Get(house, other, report.report_id(), resolved), kNotFound);
      CHECK(Mine(house, other).empty());
    }
  }
  REQUIRE(Eventually([&] { return house.Events("ReportResolved").size() == 2; }));
  v1::ReportResolved event;
  REQUIRE(event.ParseFromString(house.Events("ReportResolved")[0].payload()));
  CHECK(event.reporter_id() == ben.text());
  CHECK(event.state() == v1::Report::STATE_ACTED_ON);
  CHECK(event.report_id() == Mine(house, ben)[1].report_id());
  CHECK(Mine(house, ben).size() == 2);
}

TEST_CASE("a report on a video that its author takes back says so") {
  House house;
  const UserId ben = house.Participant();
  const std::string video_id = house.Published(house.Participant());
  const v1::Report report = house.Report(ben, video_id);
  house.Withdrawn(video_id);
  v1::Report resolved;
  REQUIRE_THAT(Get(house, ben, report.report_id(), resolved), IsOk());
  CHECK(resolved.state() == v1::Report::STATE_VIDEO_WITHDRAWN);
  house.clock().Advance(absl::Seconds(2));
  CHECK_THAT(Report(house, house.Participant(), video_id, resolved), kNotFound);
}

TEST_CASE("only who may see a video may report it") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = house.Published(amal);
  v1::Report report;
  CHECK_THAT(Report(house, UserId(), video_id, report), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(Report(house, house.Stranger(), video_id, report), kNotFound);
  CHECK_THAT(Report(house, amal, video_id, report), HasReason("OWN_VIDEO"));
  const UserId ben = house.Participant();
  house.clock().Advance(absl::Seconds(1));
  house.Enrolment(ben, catalog::v1::Enrolment::STATE_SUSPENDED);
  CHECK_THAT(Report(house, ben, video_id, report), kNotFound);

  // A video that something keeps from the others: the exchange is asked.
  auto video = house.exchange().Video(video_id);
  video.set_visible(false);
  house.exchange().SetVideo(video);
  house.clock().Advance(absl::Seconds(1));
  CHECK_THAT(Report(house, house.Participant(), video_id, report), kNotFound);
  CHECK(house.Queue(fatima)[0].complaint_count() == 0);
}

TEST_CASE("a video that is hidden, or about to be, can't be reported") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = house.Published(house.Participant());
  const std::string item_id = house.Queue(fatima)[0].queue_item_id();
  v1::Report report;
  house.Report(house.Participant(), video_id);
  house.Claim(fatima, item_id);
  house.exchange().away = true;
  house.Decide(fatima, item_id, v1::Decision::VERDICT_HIDE);
  CHECK_THAT(Report(house, house.Participant(), video_id, report), kNotFound);
  house.exchange().away = false;
}

TEST_CASE("a report may come before the news of its video, and is not doubled by it") {
  House house;
  const UserId ben = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  const auto video = house.Video(house.Participant(), "");
  house.Report(ben, video.video_id());
  REQUIRE(house.Queue(fatima).size() == 1);
  house.TellPublished(video);
  CHECK(house.Queue(fatima).size() == 1);
  CHECK(house.Queue(fatima)[0].kind() == v1::QueueItem::KIND_REPORT);
}

TEST_CASE("an enrolment made a moment ago may report, though its event has not come, and nobody may while owners are away") {
  House house;
  const std::string video_id = house.Published(house.Participant());
  const UserId ben = house.Stranger();
  v1::Report report;
  house.catalog().away = true;
  CHECK_THAT(Report(house, ben, video_id, report), HasReason("OWNER_UNAVAILABLE"));
  house.catalog().away = false;
  house.catalog().SetMembership(house.run_id(), ben, catalog::v1::Enrolment::STATE_ENROLLED);
  CHECK_THAT(Report(house, ben, video_id, report), IsOk());
  house.clock().Advance(absl::Seconds(2));
  house.exchange().away = true;
  CHECK_THAT(Report(house, house.Participant(), video_id, report), HasReason("OWNER_UNAVAILABLE"));
  house.exchange().away = false;
}

TEST_CASE("reports refuse bad input by name") {
  House house;
  const UserId ben = house.Participant();
  const UserId chen = house.Participant();
  const std::string video_id = house.Published(house.Participant());
  v1::Report report;
  for (const std::string id : {"", "x"}) {
    CHECK_THAT(Report(house, ben, id, report), NamesField("video_id"));
    CHECK_THAT(Get(house, ben, id, report), NamesField("report_id"));
  }
  CHECK_THAT(Report(house, ben, Fresh(), report), kNotFound);
  CHECK_THAT(Get(house, ben, Fresh(), report), kNotFound);
  CHECK_THAT(Report(house, ben, video_id, report, v1::REASON_UNSPECIFIED), NamesField("reason"));
  CHECK_THAT(Report(house, ben, video_id, report, static_cast<v1::Reason>(10)), NamesField("reason"));
  CHECK_THAT(Report(house, ben, video_id, report, static_cast<v1::Reason>(-1)), NamesField("reason"));
  CHECK_THAT(Report(house, ben, video_id, report, v1::REASON_HATE, std::string(1001, 'a')), NamesField("text"));
  CHECK_THAT(Report(house, ben, video_id, report, v1::REASON_HATE, "a\x07"), NamesField("text"));
  CHECK_THAT(Report(house, ben, video_id, report, v1::REASON_OTHER, " \n"), NamesField("text"));
  std::string arabic;
  for (int i = 0; i < 1000; ++i) arabic += "\u0639";
  CHECK_THAT(Report(house, ben, video_id, report, v1::REASON_HATE, arabic), IsOk());

  v1::ListMyReportsRequest request;
  v1::ListMyReportsResponse response;
  request.set_page_size(101);
  CHECK_THAT(house.Call(ben, "ListMyReports", request, response), NamesField("page_size"));
  house.Report(ben, house.Published(chen));
  request.set_page_size(1);
  REQUIRE_THAT(house.Call(ben, "ListMyReports", request, response), IsOk());
  REQUIRE_FALSE(response.next_page_token().empty());
  request.set_page_token(response.next_page_token());
  const std::string newest = response.reports(0).report_id();
  REQUIRE_THAT(house.Call(ben, "ListMyReports", request, response), IsOk());
  CHECK(response.reports_size() == 1);
  CHECK(response.reports(0).report_id() < newest);
  CHECK_THAT(house.Call(chen, "ListMyReports", request, response), NamesField("page_token"));
}

}  // namespace
}  // namespace parley::moderation

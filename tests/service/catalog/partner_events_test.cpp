#include "catch2/catch.hpp"
#include "tests/service/catalog/house.h"
#include "tests/service/catalog/seats.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

v1::ListPartnerEventsRequest After(int64_t position, const std::string& epoch = "", int page_size = 0) {
  v1::ListPartnerEventsRequest request;
  request.set_partner_id(SeedPartner().text());
  request.set_after_position(position);
  request.set_epoch(epoch);
  request.set_page_size(page_size);
  return request;
}

v1::ListPartnerEventsResponse List(House& house, const v1::ListPartnerEventsRequest& request) {
  v1::ListPartnerEventsResponse response;
  REQUIRE_THAT(house.Call("ListPartnerEvents", request, response, house.Client("events.read")), IsOk());
  return response;
}

// All of them, once there are `count`.
v1::ListPartnerEventsResponse WaitFor(House& house, int count) {
  v1::ListPartnerEventsResponse all;
  REQUIRE(Eventually([&] {
    all = List(house, After(0));
    return all.events_size() == count;
  }));
  return all;
}

TEST_CASE("a partner follows everything that becomes of its runs and the people in them") {
  House house;
  const v1::Run run = house.OpenRun(1);
  const UserId first = UserId::New(house.clock().Now());
  const auto enrolment = house.Enrol(run.run_id(), house.Participant(first));
  house.Enrol(run.run_id(), house.Participant());  // waits
  Withdraw(house, enrolment, house.Participant(first));
  house.clock().Advance(absl::Hours(24));
  WaitFor(house, 7);
  house.clock().Advance(absl::Hours(24 * 21));
  const auto all = WaitFor(house, 8);

  const std::vector<v1::PartnerEvent::EventCase> expected = {v1::PartnerEvent::kRunCreated,       v1::PartnerEvent::kRunOpened,
                                                             v1::PartnerEvent::kEnrolmentChanged, v1::PartnerEvent::kEnrolmentChanged,
                                                             v1::PartnerEvent::kEnrolmentChanged, v1::PartnerEvent::kEnrolmentChanged,
                                                             v1::PartnerEvent::kRunStarted,       v1::PartnerEvent::kRunFinished};
  for (int i = 0; i < 8; ++i) CHECK(all.events(i).event_case() == expected[static_cast<size_t>(i)]);
  for (int i = 1; i < 8; ++i) CHECK(all.events(i).position() > all.events(i - 1).position());
  CHECK(all.events(0).run_created().run().run_id() == run.run_id());
  CHECK(all.events(1).run_opened().run_id() == run.run_id());
  CHECK(all.events(2).enrolment_changed().user_id() == first.text());
  CHECK(all.events(2).enrolment_changed().state() == v1::Enrolment::STATE_ENROLLED);
  CHECK(all.events(3).enrolment_changed().state() == v1::Enrolment::STATE_WAITLISTED);
  CHECK(all.events(4).enrolment_changed().state() == v1::Enrolment::STATE_WITHDRAWN);
  CHECK(all.events(5).enrolment_changed().state() == v1::Enrolment::STATE_ENROLLED);
  CHECK(all.events(6).run_started().run_id() == run.run_id());
  CHECK(all.events(7).run_finished().run_id() == run.run_id());
}

TEST_CASE("a cancelled run and those it sends home are told, and who took an offered seat") {
  House house;
  const v1::Run run = OpenRunOfLater(house, 5);
  Interested(house, "a");
  Settle(house);
  Accept(house, house.OfferTo("a@example.org"), house.Participant());
  v1::CancelRunRequest cancel;
  v1::Run cancelled;
  cancel.set_run_id(run.run_id());
  cancel.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("CancelRun", cancel, cancelled, house.Coordinator()), IsOk());
  const auto all = WaitFor(house, 5);
  CHECK(all.events(2).enrolment_changed().state() == v1::Enrolment::STATE_ENROLLED);
  CHECK(all.events(3).run_cancelled().run_id() == run.run_id());
  CHECK(all.events(4).enrolment_changed().state() == v1::Enrolment::STATE_WITHDRAWN);
}

TEST_CASE("a partner reads on where it stopped, page by page, and misses nothing") {
  House house;
  const v1::Run run = house.OpenRun(5);
  for (int i = 0; i < 3; ++i) house.Enrol(run.run_id(), house.Participant());
  const auto all = WaitFor(house, 5);
  std::vector<int64_t> positions;
  auto request = After(0, "", 2);
  while (true) {
    const auto page = List(house, request);
    for (const auto& event : page.events()) positions.push_back(event.position());
    if (page.events().empty()) break;
    CHECK(page.next_position() >= page.events().rbegin()->position());
    request = After(page.next_position(), page.epoch(), 2);
  }
  REQUIRE(positions.size() == 5);
  for (int i = 0; i < 5; ++i) CHECK(positions[static_cast<size_t>(i)] == all.events(i).position());
  // What comes later is found from there.
  house.Enrol(run.run_id(), house.Participant());
  CHECK(Eventually([&] { return List(house, request).events_size() == 1; }));
}

TEST_CASE("a partner sees nothing of another's, whose events lie between its own") {
  House house;
  const PartnerId other = PartnerId::New(house.clock().Now());
  const auto bearer = [&](const std::string& scope) { return house.identity().tokens().ClientBearer(other, {scope}, house.clock().Now()); };
  v1::CreateCourseRequest create;
  create.mutable_course()->set_title("Rivers");
  create.mutable_course()->add_languages("en");
  auto& module = *create.mutable_course()->add_modules();
  module.set_title("Springs");
  module.set_week(1);
  module.set_prompt_text("Where does yours begin?");
  create.set_request_id(Fresh());
  v1::Course course;
  REQUIRE_THAT(house.Call("CreateCourse", create, course, bearer("courses.write")), IsOk());
  const auto create_run = [&](const std::string& course_id, const std::string& token) {
    auto request = house.RunRequest();
    request.mutable_run()->set_course_id(course_id);
    v1::Run run;
    REQUIRE_THAT(house.Call("CreateRun", request, run, token), IsOk());
    return run;
  };
  create_run(ThreeModules().id.text(), house.Client("runs.write"));
  const v1::Run theirs = create_run(course.course_id(), bearer("runs.write"));
  create_run(ThreeModules().id.text(), house.Client("runs.write"));

  const auto ours = WaitFor(house, 2);
  for (const auto& event : ours.events()) CHECK(event.run_created().run().partner_id() == SeedPartner().text());
  auto request = After(0);
  request.set_partner_id(other.text());
  v1::ListPartnerEventsResponse response;
  REQUIRE_THAT(house.Call("ListPartnerEvents", request, response, bearer("events.read")), IsOk());
  REQUIRE(response.events_size() == 1);
  CHECK(response.events(0).run_created().run().run_id() == theirs.run_id());
  // The position goes on over what is of others.
  CHECK(List(house, After(0)).next_position() >= ours.events(1).position());
  CHECK_THAT(house.Call("ListPartnerEvents", After(0), response, bearer("events.read")), HasCode(absl::StatusCode::kNotFound));
}

TEST_CASE("a partner's events are refused to others, and for what is no place in them") {
  House house;
  house.OpenRun();
  const auto all = WaitFor(house, 2);
  v1::ListPartnerEventsResponse response;
  CHECK_THAT(house.Call("ListPartnerEvents", After(0), response), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("ListPartnerEvents", After(0), response, house.Participant()), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.Call("ListPartnerEvents", After(0), response, house.Client("runs.write")), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(house.Call("ListPartnerEvents", After(0), response, house.ForeignCoordinator()), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("ListPartnerEvents", After(0), response, house.Coordinator()), IsOk());

  const std::string bearer = house.Client("events.read");
  CHECK_THAT(house.Call("ListPartnerEvents", After(-1), response, bearer), NamesField("after_position"));
  CHECK_THAT(house.Call("ListPartnerEvents", After(0, "", 1001), response, bearer), NamesField("page_size"));
  CHECK_THAT(house.Call("ListPartnerEvents", After(0, "", -1), response, bearer), NamesField("page_size"));
  CHECK_THAT(house.Call("ListPartnerEvents", After(1, "another"), response, bearer),
             HasCode(absl::StatusCode::kOutOfRange) && HasReason("EPOCH_CHANGED"));
  CHECK_THAT(house.Call("ListPartnerEvents", After(1), response, bearer), HasReason("EPOCH_CHANGED"));
  auto request = After(0);
  request.set_partner_id("x");
  CHECK_THAT(house.Call("ListPartnerEvents", request, response, bearer), NamesField("partner_id"));

  // The first event is trimmed: whoever had not read it must know.
  postgres::Connection db(house.database());
  db.ExecuteScript("DELETE FROM outbox WHERE position <= 2");
  CHECK_THAT(house.Call("ListPartnerEvents", After(1, all.epoch()), response, bearer),
             HasCode(absl::StatusCode::kOutOfRange) && HasReason("EVENTS_TRIMMED"));
  CHECK_THAT(house.Call("ListPartnerEvents", After(2, all.epoch()), response, bearer), IsOk());
  CHECK_THAT(house.Call("ListPartnerEvents", After(0), response, bearer), IsOk());
}

}  // namespace
}  // namespace parley::catalog

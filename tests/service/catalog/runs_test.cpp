#include <set>

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "services/catalog/seed/courses.h"
#include "tests/service/catalog/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

v1::OpenRunRequest Open(const std::string& run_id, const std::string& etag = "") {
  v1::OpenRunRequest request;
  request.set_run_id(run_id);
  request.set_etag(etag);
  request.set_request_id(Fresh());
  return request;
}

v1::Run Get(House& house, const std::string& run_id) {
  v1::GetRunRequest request;
  v1::Run run;
  request.set_run_id(run_id);
  REQUIRE_THAT(house.Call("GetRun", request, run), IsOk());
  return run;
}

TEST_CASE("a run is opened once, by its partner, as it was read") {
  House house;
  const std::string bearer = house.Coordinator();
  v1::Run draft, response;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, bearer), IsOk());
  CHECK_THAT(house.Call("OpenRun", Open(draft.run_id()), response), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("OpenRun", Open(draft.run_id()), response, house.Participant()), HasCode(absl::StatusCode::kPermissionDenied));
  CHECK_THAT(house.Call("OpenRun", Open(draft.run_id()), response, house.ForeignCoordinator()), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("OpenRun", Open(Fresh()), response, bearer), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("OpenRun", Open("x"), response, bearer), NamesField("run_id"));
  CHECK_THAT(house.Call("OpenRun", Open(""), response, bearer), NamesField("run_id"));
  CHECK_THAT(house.Call("OpenRun", Open(draft.run_id(), "77"), response, bearer),
             HasCode(absl::StatusCode::kAborted) && HasReason("ETAG_MISMATCH"));
  auto request = Open(draft.run_id());
  request.set_request_id("x");
  CHECK_THAT(house.Call("OpenRun", request, response, bearer), NamesField("request_id"));

  request = Open(draft.run_id(), draft.etag());
  v1::Run opened, repeated;
  REQUIRE_THAT(house.Call("OpenRun", request, opened, bearer), IsOk());
  REQUIRE_THAT(house.Call("OpenRun", request, repeated, bearer), IsOk());
  CHECK(opened.SerializeAsString() == repeated.SerializeAsString());
  CHECK_THAT(house.Call("OpenRun", Open(draft.run_id()), response, bearer),
             HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("RUN_NOT_DRAFT"));
  REQUIRE(Eventually([&] { return house.Events("RunOpened").size() == 1; }));
}

TEST_CASE("a run begins by itself when its time has come, once, also after a restart") {
  House house;
  const v1::Run run = house.OpenRun();
  v1::Run draft;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, house.Coordinator()), IsOk());
  house.clock().Advance(absl::Hours(24) - absl::Seconds(1));
  house.Restart();
  CHECK(Get(house, run.run_id()).state() == v1::Run::STATE_OPEN);
  house.clock().Advance(absl::Seconds(1));
  REQUIRE(Eventually([&] { return Get(house, run.run_id()).state() == v1::Run::STATE_RUNNING; }));
  CHECK(Get(house, run.run_id()).etag() != run.etag());
  REQUIRE(Eventually([&] { return house.Events("RunStarted").size() == 1; }));
  CHECK(house.Events("RunStarted").at(0).aggregate_id() == run.run_id());
  // A draft waits for its coordinator, and begins at once when opened late.
  v1::Run opened;
  REQUIRE_THAT(house.Call("OpenRun", Open(draft.run_id()), opened, house.Coordinator()), IsOk());
  REQUIRE(Eventually([&] { return house.Events("RunStarted").size() == 2; }));
  // Latecomers are taken.
  CHECK(house.Enrol(run.run_id(), house.Participant()).state() == v1::Enrolment::STATE_ENROLLED);
}

TEST_CASE("open and running runs are listed, newest first, page by page") {
  House house;
  std::vector<std::string> expected;
  for (int i = 0; i < 5; ++i) {
    house.clock().Advance(absl::Milliseconds(1));
    expected.insert(expected.begin(), house.OpenRun().run_id());
  }
  v1::Run draft;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, house.Coordinator()), IsOk());
  for (const std::string& course_id : {std::string("-"), ThreeModules().id.text()}) {
    v1::ListRunsRequest request;
    request.set_course_id(course_id);
    request.set_page_size(2);
    std::vector<std::string> listed;
    do {
      v1::ListRunsResponse response;
      REQUIRE_THAT(house.Call("ListRuns", request, response), IsOk());
      for (const auto& run : response.runs()) {
        listed.push_back(run.run_id());
        CHECK(run.prompts_size() == 3);
      }
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    CHECK(listed == expected);
  }
  v1::ListRunsRequest other;
  v1::ListRunsResponse response;
  other.set_course_id(seed::Courses()[0].id.text());
  REQUIRE_THAT(house.Call("ListRuns", other, response), IsOk());
  CHECK(response.runs().empty());
}

TEST_CASE("a bad page of runs is refused by name, and runs of no course are not found") {
  House house;
  for (int i = 0; i < 2; ++i) house.OpenRun();
  v1::ListRunsRequest request;
  v1::ListRunsResponse response;
  for (const std::string& id : {std::string(), std::string("x"), std::string("--"), std::string(100'000, 'a')}) {
    request.set_course_id(id);
    CHECK_THAT(house.Call("ListRuns", request, response), NamesField("course_id"));
  }
  request.set_course_id(Fresh());
  CHECK_THAT(house.Call("ListRuns", request, response), HasCode(absl::StatusCode::kNotFound));
  request.set_course_id("-");
  request.set_page_size(101);
  CHECK_THAT(house.Call("ListRuns", request, response), NamesField("page_size"));
  request.set_page_size(1);
  REQUIRE_THAT(house.Call("ListRuns", request, response), IsOk());
  // A token of all courses is none of one course.
  request.set_page_token(response.next_page_token());
  request.set_course_id(ThreeModules().id.text());
  CHECK_THAT(house.Call("ListRuns", request, response), NamesField("page_token"));
}

TEST_CASE("a run that is not there is not found, and a malformed id is refused by name") {
  House house;
  v1::GetRunRequest request;
  v1::Run run;
  request.set_run_id(Fresh());
  CHECK_THAT(house.Call("GetRun", request, run), HasCode(absl::StatusCode::kNotFound));
  for (const std::string& id : {std::string(), std::string("x"), std::string(100'000, 'a')}) {
    request.set_run_id(id);
    CHECK_THAT(house.Call("GetRun", request, run), NamesField("run_id"));
  }
}

}  // namespace
}  // namespace parley::catalog

#include <map>
#include <thread>

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
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

v1::CancelRunRequest CancellationOf(const std::string& run_id, const std::string& etag = "") {
  v1::CancelRunRequest request;
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

// The last state that events tell of each enrolment.
std::map<std::string, v1::Enrolment::State> LastStates(House& house) {
  std::map<std::string, v1::Enrolment::State> states;
  for (const auto& event : house.Events("EnrolmentChanged")) {
    v1::EnrolmentChanged change;
    REQUIRE(change.ParseFromString(event.payload()));
    states[change.enrolment_id()] = change.state();
  }
  return states;
}

TEST_CASE("a run ends by itself when its time has come, once, also after a restart, and takes nobody any more") {
  House house;
  const v1::Run run = house.OpenRun();
  const std::string early = house.Participant();
  const auto enrolment = house.Enrol(run.run_id(), early);
  house.clock().Advance(rpc::FromProto(run.end_time()) - house.clock().Now() - absl::Seconds(1));
  REQUIRE(Eventually([&] { return Get(house, run.run_id()).state() == v1::Run::STATE_RUNNING; }));
  house.Restart();
  CHECK(Get(house, run.run_id()).state() == v1::Run::STATE_RUNNING);
  house.clock().Advance(absl::Seconds(1));
  REQUIRE(Eventually([&] { return Get(house, run.run_id()).state() == v1::Run::STATE_FINISHED; }));
  house.Restart();
  REQUIRE(Eventually([&] { return house.Events("RunFinished").size() == 1; }));
  CHECK(house.Events("RunFinished").at(0).aggregate_id() == run.run_id());
  CHECK(house.Events("RunStarted").size() == 1);
  v1::EnrolRequest request;
  v1::Enrolment response;
  request.set_run_id(run.run_id());
  request.set_request_id(Fresh());
  CHECK_THAT(house.Call("Enrol", request, response, house.Participant()), HasReason("RUN_NOT_OPEN"));
  // Who took part keeps the place.
  CHECK(LastStates(house).at(enrolment.enrolment_id()) == v1::Enrolment::STATE_ENROLLED);
}

TEST_CASE("a run whose whole time passed while nobody looked begins and ends, in that order") {
  House house;
  const v1::Run run = house.OpenRun();
  house.clock().Advance(absl::Hours(24 * 365));
  REQUIRE(Eventually([&] { return Get(house, run.run_id()).state() == v1::Run::STATE_FINISHED; }));
  REQUIRE(Eventually([&] { return house.Events("RunFinished").size() == 1; }));
  REQUIRE(house.Events("RunStarted").size() == 1);
  CHECK(house.Events("RunStarted").at(0).position() < house.Events("RunFinished").at(0).position());
}

TEST_CASE("a run that is called off takes everybody's place back, each told once") {
  House house;
  const v1::Run run = house.OpenRun(2);
  const std::string bearer = house.Participant();
  const auto seated = house.Enrol(run.run_id(), bearer);
  const auto left = house.Enrol(run.run_id(), house.Participant());
  const auto waiting = house.Enrol(run.run_id(), house.Participant());
  REQUIRE(waiting.state() == v1::Enrolment::STATE_WAITLISTED);
  postgres::Connection connection(house.database());
  connection.ExecuteScript("UPDATE enrolments SET state = 6 WHERE enrolment_id = '" + left.enrolment_id() + "'");

  v1::Run cancelled, repeated;
  const auto request = CancellationOf(run.run_id(), run.etag());
  const std::string coordinator = house.Coordinator();
  REQUIRE_THAT(house.Call("CancelRun", request, cancelled, coordinator), IsOk());
  REQUIRE_THAT(house.Call("CancelRun", request, repeated, coordinator), IsOk());
  CHECK(cancelled.SerializeAsString() == repeated.SerializeAsString());
  CHECK(cancelled.state() == v1::Run::STATE_CANCELLED);
  CHECK(cancelled.enrolled_count() == 0);
  CHECK(cancelled.prompts_size() == 3);
  CHECK(cancelled.etag() != run.etag());
  CHECK(Get(house, run.run_id()).SerializeAsString() == cancelled.SerializeAsString());

  REQUIRE(Eventually([&] { return house.Events("EnrolmentChanged").size() == 5; }));
  const auto states = LastStates(house);
  CHECK(states.at(seated.enrolment_id()) == v1::Enrolment::STATE_WITHDRAWN);
  CHECK(states.at(waiting.enrolment_id()) == v1::Enrolment::STATE_WITHDRAWN);
  CHECK(states.at(left.enrolment_id()) == v1::Enrolment::STATE_ENROLLED);  // ended before, in the row alone
  CHECK(house.Events("RunCancelled").size() == 1);
  CHECK(house.Events("RunCancelled").at(0).aggregate_id() == run.run_id());

  v1::Enrolment response;
  v1::EnrolRequest enrol;
  enrol.set_run_id(run.run_id());
  enrol.set_request_id(Fresh());
  CHECK_THAT(house.Call("Enrol", enrol, response, bearer), HasReason("RUN_NOT_OPEN"));
  v1::ListRunsRequest list;
  v1::ListRunsResponse runs;
  list.set_course_id("-");
  REQUIRE_THAT(house.Call("ListRuns", list, runs), IsOk());
  CHECK(runs.runs().empty());
  // Neither does it begin.
  const v1::Run other = house.OpenRun();
  house.clock().Advance(absl::Hours(25));
  REQUIRE(Eventually([&] { return Get(house, other.run_id()).state() == v1::Run::STATE_RUNNING; }));
  CHECK(Get(house, run.run_id()).state() == v1::Run::STATE_CANCELLED);
}

TEST_CASE("a draft can be called off, and stays unseen") {
  House house;
  const std::string bearer = house.Coordinator();
  v1::Run draft, cancelled;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, bearer), IsOk());
  REQUIRE_THAT(house.Call("CancelRun", CancellationOf(draft.run_id()), cancelled, bearer), IsOk());
  CHECK(cancelled.state() == v1::Run::STATE_CANCELLED);
  v1::GetRunRequest get;
  get.set_run_id(draft.run_id());
  CHECK_THAT(house.Call("GetRun", get, cancelled), HasCode(absl::StatusCode::kNotFound));
  v1::EnrolRequest enrol;
  v1::Enrolment enrolment;
  enrol.set_run_id(draft.run_id());
  enrol.set_request_id(Fresh());
  CHECK_THAT(house.Call("Enrol", enrol, enrolment, house.Participant()), HasCode(absl::StatusCode::kNotFound));
  v1::OpenRunRequest open;
  open.set_run_id(draft.run_id());
  open.set_request_id(Fresh());
  CHECK_THAT(house.Call("OpenRun", open, cancelled, bearer), HasReason("RUN_NOT_DRAFT"));
}

TEST_CASE("a run is called off by its partner, as it was read, once") {
  House house;
  const std::string bearer = house.Coordinator();
  const v1::Run run = house.OpenRun();
  v1::Run response;
  CHECK_THAT(house.Call("CancelRun", CancellationOf(run.run_id()), response), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("CancelRun", CancellationOf(run.run_id()), response, house.Participant()),
             HasCode(absl::StatusCode::kPermissionDenied));
  CHECK_THAT(house.Call("CancelRun", CancellationOf(run.run_id()), response, house.ForeignCoordinator()),
             HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("CancelRun", CancellationOf(Fresh()), response, bearer), HasCode(absl::StatusCode::kNotFound));
  for (const std::string& id : {std::string(), std::string("x"), std::string(100'000, 'a')}) {
    CHECK_THAT(house.Call("CancelRun", CancellationOf(id), response, bearer), NamesField("run_id"));
  }
  CHECK_THAT(house.Call("CancelRun", CancellationOf(run.run_id(), "77"), response, bearer),
             HasCode(absl::StatusCode::kAborted) && HasReason("ETAG_MISMATCH"));
  auto request = CancellationOf(run.run_id());
  request.clear_request_id();
  CHECK_THAT(house.Call("CancelRun", request, response, bearer), NamesField("request_id"));
  CHECK(Get(house, run.run_id()).state() == v1::Run::STATE_OPEN);

  REQUIRE_THAT(house.Call("CancelRun", CancellationOf(run.run_id()), response, bearer), IsOk());
  CHECK_THAT(house.Call("CancelRun", CancellationOf(run.run_id()), response, bearer),
             HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("RUN_ENDED"));
  REQUIRE(Eventually([&] { return house.Events("RunCancelled").size() == 1; }));
}

TEST_CASE("nobody keeps a place in a run that is called off while they enrol") {
  House house;
  const v1::Run run = house.OpenRun(20);
  const std::string coordinator = house.Coordinator();
  std::vector<std::string> bearers;
  for (int i = 0; i < 40; ++i) bearers.push_back(house.Participant());
  std::vector<absl::Status> statuses(40);
  v1::Run cancelled;
  absl::Status cancelling;
  {
    std::vector<std::jthread> people;
    for (size_t i = 0; i < 40; ++i) {
      people.emplace_back([&, i] {
        v1::EnrolRequest request;
        v1::Enrolment enrolment;
        request.set_run_id(run.run_id());
        request.set_request_id(Fresh());
        statuses[i] = house.Call("Enrol", request, enrolment, bearers[i]);
      });
    }
    cancelling = house.Call("CancelRun", CancellationOf(run.run_id()), cancelled, coordinator);
  }
  CHECK_THAT(cancelling, IsOk());
  for (const auto& status : statuses) {
    if (!status.ok()) CHECK_THAT(status, HasReason("RUN_NOT_OPEN"));
  }
  CHECK(Get(house, run.run_id()).enrolled_count() == 0);
  house.OpenRun();  // its event comes after all the others
  REQUIRE(Eventually([&] { return house.Events("RunOpened").size() == 2; }));
  for (const auto& [id, state] : LastStates(house)) CHECK(state == v1::Enrolment::STATE_WITHDRAWN);
}

}  // namespace
}  // namespace parley::catalog

#include <algorithm>
#include <map>
#include <set>
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

v1::EnrolRequest EnrolIn(const std::string& run_id) {
  v1::EnrolRequest request;
  request.set_run_id(run_id);
  request.set_request_id(Fresh());
  return request;
}

v1::WithdrawEnrolmentRequest WithdrawalOf(const std::string& enrolment_id) {
  v1::WithdrawEnrolmentRequest request;
  request.set_enrolment_id(enrolment_id);
  request.set_request_id(Fresh());
  return request;
}

v1::Enrolment Withdraw(House& house, const v1::Enrolment& enrolment, const std::string& bearer) {
  v1::Enrolment response;
  REQUIRE_THAT(house.Call("WithdrawEnrolment", WithdrawalOf(enrolment.enrolment_id()), response, bearer), IsOk());
  return response;
}

int SeatsTaken(House& house, const std::string& run_id) {
  v1::GetRunRequest request;
  v1::Run run;
  request.set_run_id(run_id);
  REQUIRE_THAT(house.Call("GetRun", request, run), IsOk());
  return run.enrolled_count();
}

absl::StatusOr<v1::Enrolment::State> Membership(House& house, const std::string& run_id, const UserId& user_id) {
  v1::GetMembershipRequest request;
  v1::Membership membership;
  request.set_run_id(run_id);
  request.set_user_id(user_id.text());
  const absl::Status status = house.CallAs("exchange", "GetMembership", request, membership);
  if (!status.ok()) return status;
  return membership.state();
}

// What the events say of each enrolment, in their order.
std::map<std::string, std::vector<v1::Enrolment::State>> Histories(House& house) {
  std::map<std::string, std::vector<v1::Enrolment::State>> histories;
  for (const auto& event : house.Events("EnrolmentChanged")) {
    v1::EnrolmentChanged change;
    REQUIRE(change.ParseFromString(event.payload()));
    CHECK(event.aggregate_id() == change.enrolment_id());
    histories[change.enrolment_id()].push_back(change.state());
  }
  return histories;
}

TEST_CASE("200 people who enrol at once get exactly the 20 seats there are") {
  House house;
  const v1::Run run = house.OpenRun(20);
  std::vector<std::string> bearers;
  for (int i = 0; i < 200; ++i) bearers.push_back(house.Participant());
  std::vector<absl::Status> statuses(200);
  std::vector<v1::Enrolment> enrolments(200);
  {
    std::vector<std::jthread> people;
    for (size_t i = 0; i < 200; ++i) {
      people.emplace_back([&, i] { statuses[i] = house.Call("Enrol", EnrolIn(run.run_id()), enrolments[i], bearers[i]); });
    }
  }
  int enrolled = 0;
  int waiting = 0;
  for (size_t i = 0; i < 200; ++i) {
    CHECK_THAT(statuses[i], IsOk());
    enrolled += enrolments[i].state() == v1::Enrolment::STATE_ENROLLED;
    waiting += enrolments[i].state() == v1::Enrolment::STATE_WAITLISTED;
  }
  CHECK(enrolled == 20);
  CHECK(waiting == 180);
  CHECK(SeatsTaken(house, run.run_id()) == 20);
  REQUIRE(Eventually([&] { return house.Events("EnrolmentChanged").size() == 200; }));

  // And while everybody who has a seat leaves at once, each seat is passed on, once.
  {
    std::vector<std::jthread> people;
    for (size_t i = 0; i < 200; ++i) {
      if (enrolments[i].state() != v1::Enrolment::STATE_ENROLLED) continue;
      people.emplace_back(
          [&, i] { statuses[i] = house.Call("WithdrawEnrolment", WithdrawalOf(enrolments[i].enrolment_id()), enrolments[i], bearers[i]); });
    }
  }
  for (const auto& status : statuses) CHECK_THAT(status, IsOk());
  CHECK(SeatsTaken(house, run.run_id()) == 20);
  REQUIRE(Eventually([&] { return house.Events("EnrolmentChanged").size() == 240; }));
  std::map<v1::Enrolment::State, int> last;
  for (const auto& [id, states] : Histories(house)) ++last[states.back()];
  CHECK(last[v1::Enrolment::STATE_ENROLLED] == 20);
  CHECK(last[v1::Enrolment::STATE_WITHDRAWN] == 20);
  CHECK(last[v1::Enrolment::STATE_WAITLISTED] == 160);
}

TEST_CASE("one person who enrols many times at once has one enrolment") {
  House house;
  const v1::Run run = house.OpenRun(20);
  const std::string bearer = house.Participant();
  std::vector<absl::Status> statuses(20);
  std::vector<v1::Enrolment> enrolments(20);
  {
    std::vector<std::jthread> tabs;
    for (size_t i = 0; i < 20; ++i) {
      tabs.emplace_back([&, i] { statuses[i] = house.Call("Enrol", EnrolIn(run.run_id()), enrolments[i], bearer); });
    }
  }
  for (size_t i = 0; i < 20; ++i) {
    CHECK_THAT(statuses[i], IsOk());
    CHECK(enrolments[i].enrolment_id() == enrolments[0].enrolment_id());
  }
  CHECK(SeatsTaken(house, run.run_id()) == 1);
  REQUIRE(Eventually([&] { return house.Events("EnrolmentChanged").size() == 1; }));
}

TEST_CASE("a seat given back goes to the first who waits") {
  House house;
  const v1::Run run = house.OpenRun(1);
  std::vector<UserId> users;
  std::vector<v1::Enrolment> enrolments;
  for (int i = 0; i < 3; ++i) {
    users.push_back(UserId::New(house.clock().Now()));
    enrolments.push_back(house.Enrol(run.run_id(), house.Participant(users[i])));
  }
  CHECK(enrolments[0].state() == v1::Enrolment::STATE_ENROLLED);
  CHECK(enrolments[0].run_title() == "Newcomers and Nationalism");
  CHECK(enrolments[1].state() == v1::Enrolment::STATE_WAITLISTED);
  CHECK(enrolments[2].state() == v1::Enrolment::STATE_WAITLISTED);

  const auto withdrawn = Withdraw(house, enrolments[0], house.Participant(users[0]));
  CHECK(withdrawn.state() == v1::Enrolment::STATE_WITHDRAWN);
  CHECK(*Membership(house, run.run_id(), users[0]) == v1::Enrolment::STATE_WITHDRAWN);
  CHECK(*Membership(house, run.run_id(), users[1]) == v1::Enrolment::STATE_ENROLLED);
  CHECK(*Membership(house, run.run_id(), users[2]) == v1::Enrolment::STATE_WAITLISTED);
  CHECK(SeatsTaken(house, run.run_id()) == 1);

  // Whoever comes back is the same person at the end of the list.
  const auto again = house.Enrol(run.run_id(), house.Participant(users[0]));
  CHECK(again.enrolment_id() == enrolments[0].enrolment_id());
  CHECK(again.state() == v1::Enrolment::STATE_WAITLISTED);
  Withdraw(house, enrolments[1], house.Participant(users[1]));
  CHECK(*Membership(house, run.run_id(), users[2]) == v1::Enrolment::STATE_ENROLLED);
  CHECK(*Membership(house, run.run_id(), users[0]) == v1::Enrolment::STATE_WAITLISTED);

  // Who waits gives up a place, not a seat.
  Withdraw(house, enrolments[0], house.Participant(users[0]));
  CHECK(SeatsTaken(house, run.run_id()) == 1);
  REQUIRE(Eventually([&] { return house.Events("EnrolmentChanged").size() == 9; }));
  const auto histories = Histories(house);
  using S = std::vector<v1::Enrolment::State>;
  CHECK(histories.at(enrolments[0].enrolment_id()) ==
        S{v1::Enrolment::STATE_ENROLLED, v1::Enrolment::STATE_WITHDRAWN, v1::Enrolment::STATE_WAITLISTED, v1::Enrolment::STATE_WITHDRAWN});
  CHECK(histories.at(enrolments[1].enrolment_id()) ==
        S{v1::Enrolment::STATE_WAITLISTED, v1::Enrolment::STATE_ENROLLED, v1::Enrolment::STATE_WITHDRAWN});
  CHECK(histories.at(enrolments[2].enrolment_id()) == S{v1::Enrolment::STATE_WAITLISTED, v1::Enrolment::STATE_ENROLLED});
}

TEST_CASE("what happens to an enrolment later is told with a later time, though the clock is set back") {
  House house;
  const v1::Run run = house.OpenRun(1);
  const std::string first = house.Participant(), second = house.Participant();
  const auto seated = house.Enrol(run.run_id(), first);
  house.Enrol(run.run_id(), second);
  house.clock().Advance(-absl::Minutes(1));
  Withdraw(house, seated, first);  // the second is promoted
  house.clock().Advance(-absl::Minutes(1));
  house.Enrol(run.run_id(), first);
  v1::CancelRunRequest cancellation;
  cancellation.set_run_id(run.run_id());
  cancellation.set_request_id(Fresh());
  v1::Run cancelled;
  REQUIRE_THAT(house.Call("CancelRun", cancellation, cancelled, house.Coordinator()), IsOk());

  REQUIRE(Eventually([&] { return house.Events("EnrolmentChanged").size() == 7; }));
  std::map<std::string, absl::Time> latest;
  for (const auto& logged : house.Events("EnrolmentChanged")) {
    v1::EnrolmentChanged event;
    REQUIRE(event.ParseFromString(logged.payload()));
    const absl::Time time = rpc::FromProto(event.change_time());
    const auto [known, is_new] = latest.emplace(event.enrolment_id(), time);
    if (!is_new) CHECK(time > known->second);
    known->second = time;
  }
  CHECK(latest.size() == 2);
}

TEST_CASE("enrolling again answers with the enrolment there is and tells nobody") {
  House house;
  const v1::Run run = house.OpenRun();
  const std::string bearer = house.Participant();
  const auto request = EnrolIn(run.run_id());
  v1::Enrolment first, repeated, again;
  REQUIRE_THAT(house.Call("Enrol", request, first, bearer), IsOk());
  REQUIRE_THAT(house.Call("Enrol", request, repeated, bearer), IsOk());
  REQUIRE_THAT(house.Call("Enrol", EnrolIn(run.run_id()), again, bearer), IsOk());
  CHECK(first.SerializeAsString() == repeated.SerializeAsString());
  CHECK(first.SerializeAsString() == again.SerializeAsString());
  CHECK(SeatsTaken(house, run.run_id()) == 1);
  REQUIRE(Eventually([&] { return house.Events("EnrolmentChanged").size() == 1; }));
}

TEST_CASE("nobody enrols in a run that is not there, is a draft, or is over") {
  House house;
  const std::string bearer = house.Participant();
  v1::Enrolment response;
  CHECK_THAT(house.Call("Enrol", EnrolIn(Fresh()), response, bearer), HasCode(absl::StatusCode::kNotFound));
  for (const std::string& id : {std::string(), std::string("x"), std::string(100'000, 'a')}) {
    CHECK_THAT(house.Call("Enrol", EnrolIn(id), response, bearer), NamesField("run_id"));
  }
  v1::Run draft;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, house.Coordinator()), IsOk());
  CHECK_THAT(house.Call("Enrol", EnrolIn(draft.run_id()), response, bearer), HasCode(absl::StatusCode::kNotFound));

  const v1::Run run = house.OpenRun();
  CHECK_THAT(house.Call("Enrol", EnrolIn(run.run_id()), response), HasCode(absl::StatusCode::kUnauthenticated));
  auto request = EnrolIn(run.run_id());
  request.clear_request_id();
  CHECK_THAT(house.Call("Enrol", request, response, bearer), NamesField("request_id"));

  const auto enrolled = UserId::New(house.clock().Now());
  house.Enrol(run.run_id(), house.Participant(enrolled));
  postgres::Connection connection(house.database());
  for (const char* over : {"4", "5"}) {
    connection.ExecuteScript("UPDATE runs SET state = " + std::string(over) + " WHERE run_id = '" + run.run_id() + "'");
    CHECK_THAT(house.Call("Enrol", EnrolIn(run.run_id()), response, bearer),
               HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("RUN_NOT_OPEN"));
    CHECK(house.Enrol(run.run_id(), house.Participant(enrolled)).state() == v1::Enrolment::STATE_ENROLLED);
  }
  CHECK(SeatsTaken(house, run.run_id()) == 1);
}

TEST_CASE("an enrolment is withdrawn by its own person, once") {
  House house;
  const v1::Run run = house.OpenRun();
  const std::string bearer = house.Participant();
  const auto enrolment = house.Enrol(run.run_id(), bearer);
  v1::Enrolment response;
  CHECK_THAT(house.Call("WithdrawEnrolment", WithdrawalOf(enrolment.enrolment_id()), response),
             HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("WithdrawEnrolment", WithdrawalOf(enrolment.enrolment_id()), response, house.Participant()),
             HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("WithdrawEnrolment", WithdrawalOf(Fresh()), response, bearer), HasCode(absl::StatusCode::kNotFound));
  for (const std::string& id : {std::string(), std::string("x"), std::string(100'000, 'a')}) {
    CHECK_THAT(house.Call("WithdrawEnrolment", WithdrawalOf(id), response, bearer), NamesField("enrolment_id"));
  }
  auto request = WithdrawalOf(enrolment.enrolment_id());
  request.set_request_id("x");
  CHECK_THAT(house.Call("WithdrawEnrolment", request, response, bearer), NamesField("request_id"));
  CHECK(SeatsTaken(house, run.run_id()) == 1);

  request = WithdrawalOf(enrolment.enrolment_id());
  v1::Enrolment first, repeated;
  REQUIRE_THAT(house.Call("WithdrawEnrolment", request, first, bearer), IsOk());
  REQUIRE_THAT(house.Call("WithdrawEnrolment", request, repeated, bearer), IsOk());
  CHECK(first.SerializeAsString() == repeated.SerializeAsString());
  CHECK_THAT(house.Call("WithdrawEnrolment", WithdrawalOf(enrolment.enrolment_id()), response, bearer),
             HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("ENROLMENT_ENDED"));
  CHECK(SeatsTaken(house, run.run_id()) == 0);
}

TEST_CASE("a coordinator of the run's partner suspends a person, who keeps the seat, and reinstates them") {
  House house;
  const v1::Run run = house.OpenRun();
  const std::string bearer = house.Participant();
  const std::string coordinator = house.Coordinator();
  const auto place = house.Enrol(run.run_id(), bearer);
  const auto decide = [&](auto request, const std::string& method, const std::string& by, const std::string& id) {
    v1::Enrolment answer;
    request.set_enrolment_id(id);
    request.set_request_id(Fresh());
    const absl::Status status = house.Call(method, request, answer, by);
    return status.ok() ? absl::StatusOr<v1::Enrolment>(answer) : status;
  };
  const auto suspend = [&](const std::string& by, const std::string& id) {
    return decide(v1::SuspendEnrolmentRequest(), "SuspendEnrolment", by, id);
  };
  const auto reinstate = [&](const std::string& by, const std::string& id) {
    return decide(v1::ReinstateEnrolmentRequest(), "ReinstateEnrolment", by, id);
  };
  CHECK_THAT(suspend(bearer, place.enrolment_id()).status(), HasCode(absl::StatusCode::kPermissionDenied));
  for (const auto& act : {std::function(suspend), std::function(reinstate)}) {
    CHECK_THAT(act(house.ForeignCoordinator(), place.enrolment_id()).status(), HasCode(absl::StatusCode::kNotFound));
    CHECK_THAT(act(coordinator, Fresh()).status(), HasCode(absl::StatusCode::kNotFound));
    CHECK_THAT(act(coordinator, "x").status(), NamesField("enrolment_id"));
  }
  const size_t before = house.Events().size();
  for (int i = 0; i < 2; ++i) {
    const auto suspended = suspend(coordinator, place.enrolment_id());
    REQUIRE_THAT(suspended.status(), IsOk());
    CHECK(suspended->state() == v1::Enrolment::STATE_SUSPENDED);
  }
  CHECK(house.Events().size() == before + 1);
  CHECK(SeatsTaken(house, run.run_id()) == 1);
  // Neither leaving nor enrolling again gets around it.
  v1::Enrolment response;
  CHECK_THAT(house.Call("WithdrawEnrolment", WithdrawalOf(place.enrolment_id()), response, bearer), HasReason("ENROLMENT_SUSPENDED"));
  CHECK(house.Enrol(run.run_id(), bearer).state() == v1::Enrolment::STATE_SUSPENDED);
  for (int i = 0; i < 2; ++i) {
    const auto reinstated = reinstate(coordinator, place.enrolment_id());
    REQUIRE_THAT(reinstated.status(), IsOk());
    CHECK(reinstated->state() == v1::Enrolment::STATE_ENROLLED);
  }
  CHECK(house.Events().size() == before + 2);
  REQUIRE_THAT(house.Call("WithdrawEnrolment", WithdrawalOf(place.enrolment_id()), response, bearer), IsOk());
  CHECK_THAT(suspend(coordinator, place.enrolment_id()).status(), HasReason("NOT_ENROLLED"));
  CHECK_THAT(reinstate(coordinator, place.enrolment_id()).status(), HasReason("NOT_SUSPENDED"));
}

TEST_CASE("people see their own enrolments, newest first, page by page") {
  House house;
  const std::string bearer = house.Participant();
  const std::string other = house.Participant();
  std::vector<std::string> expected;
  for (int i = 0; i < 5; ++i) {
    const v1::Run run = house.OpenRun();
    house.clock().Advance(absl::Milliseconds(1));
    expected.insert(expected.begin(), house.Enrol(run.run_id(), bearer).enrolment_id());
    house.Enrol(run.run_id(), other);
  }
  v1::ListMyEnrolmentsRequest request;
  request.set_page_size(2);
  std::vector<std::string> listed;
  std::string a_token;
  do {
    v1::ListMyEnrolmentsResponse response;
    REQUIRE_THAT(house.Call("ListMyEnrolments", request, response, bearer), IsOk());
    for (const auto& enrolment : response.enrolments()) {
      listed.push_back(enrolment.enrolment_id());
      CHECK(enrolment.run_title() == "Newcomers and Nationalism");
    }
    request.set_page_token(response.next_page_token());
    if (!response.next_page_token().empty()) a_token = response.next_page_token();
  } while (!request.page_token().empty());
  CHECK(listed == expected);

  v1::ListMyEnrolmentsResponse response;
  request.set_page_token(a_token);
  CHECK_THAT(house.Call("ListMyEnrolments", request, response, other), NamesField("page_token"));
  request.set_page_token("x");
  CHECK_THAT(house.Call("ListMyEnrolments", request, response, bearer), NamesField("page_token"));
  request.set_page_token("");
  request.set_page_size(-1);
  CHECK_THAT(house.Call("ListMyEnrolments", request, response, bearer), NamesField("page_size"));
  CHECK_THAT(house.Call("ListMyEnrolments", v1::ListMyEnrolmentsRequest(), response), HasCode(absl::StatusCode::kUnauthenticated));
}

TEST_CASE("the exchange learns of a membership, and nobody else") {
  House house;
  const v1::Run run = house.OpenRun();
  const auto user_id = UserId::New(house.clock().Now());
  CHECK_THAT(Membership(house, run.run_id(), user_id).status(), HasCode(absl::StatusCode::kNotFound));
  house.Enrol(run.run_id(), house.Participant(user_id));
  CHECK(*Membership(house, run.run_id(), user_id) == v1::Enrolment::STATE_ENROLLED);
  v1::GetMembershipRequest request;
  v1::Membership response;
  CHECK_THAT(house.CallAs("exchange", "GetMembership", request, response), NamesField("run_id"));
  request.set_run_id(run.run_id());
  CHECK_THAT(house.CallAs("exchange", "GetMembership", request, response), NamesField("user_id"));
  request.set_user_id(user_id.text());
  for (const char* service : {"gateway", "notifications"}) {
    CHECK_THAT(house.CallAs(service, "GetMembership", request, response), HasCode(absl::StatusCode::kPermissionDenied));
  }
}

}  // namespace
}  // namespace parley::catalog

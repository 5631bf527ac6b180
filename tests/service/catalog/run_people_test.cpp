// The people of a run, as its coordinator sees them.
#include "catch2/catch.hpp"
#include "services/catalog/sql.h"
#include "tests/service/catalog/house.h"
#include "tests/service/catalog/seats.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

using State = v1::Enrolment::State;

v1::ListEnrolmentsRequest PeopleOf(const v1::Run& run, State state = v1::Enrolment::STATE_UNSPECIFIED) {
  v1::ListEnrolmentsRequest request;
  request.set_run_id(run.run_id());
  request.set_state(state);
  return request;
}

v1::ListEnrolmentsResponse List(House& house, const v1::ListEnrolmentsRequest& request, const std::string& bearer) {
  v1::ListEnrolmentsResponse response;
  REQUIRE_THAT(house.Call("ListEnrolments", request, response, bearer), IsOk());
  return response;
}

std::vector<std::string> IdsOf(const v1::ListEnrolmentsResponse& response) {
  std::vector<std::string> ids;
  for (const v1::Enrolment& enrolment : response.enrolments()) ids.push_back(enrolment.enrolment_id());
  return ids;
}

// Somebody enrolled; `user_id` is theirs.
struct Enrolled {
  UserId user_id;
  std::string bearer;
  v1::Enrolment enrolment;
};

Enrolled EnrolSomebody(House& house, const v1::Run& run) {
  house.clock().Advance(absl::Milliseconds(1));
  const auto user_id = UserId::New(house.clock().Now());
  std::string bearer = house.Participant(user_id);
  v1::Enrolment enrolment = house.Enrol(run.run_id(), bearer);
  return {user_id, std::move(bearer), std::move(enrolment)};
}

TEST_CASE("a coordinator sees the people of a run by name, in the order in which they applied") {
  House house;
  const v1::Run run = house.OpenRun(2);
  const Enrolled amal = EnrolSomebody(house, run), ben = EnrolSomebody(house, run), carla = EnrolSomebody(house, run);
  EnrolSomebody(house, house.OpenRun());
  house.identity().SetProfile(amal.user_id, "Amal", "LB");
  house.identity().SetProfile(carla.user_id, "Carla", "");
  const std::string bearer = house.Coordinator();

  const v1::ListEnrolmentsResponse people = List(house, PeopleOf(run), bearer);
  REQUIRE(IdsOf(people) ==
          std::vector<std::string>{amal.enrolment.enrolment_id(), ben.enrolment.enrolment_id(), carla.enrolment.enrolment_id()});
  CHECK(people.next_page_token().empty());
  CHECK(people.enrolments(0).profile().display_name() == "Amal");
  CHECK(people.enrolments(0).profile().country() == "LB");
  CHECK(people.enrolments(0).state() == v1::Enrolment::STATE_ENROLLED);
  CHECK(people.enrolments(2).profile().display_name() == "Carla");
  CHECK(people.enrolments(2).state() == v1::Enrolment::STATE_WAITLISTED);
  // Of somebody identity does not know there is the id.
  identity::v1::Profile alone;
  alone.set_user_id(ben.user_id.text());
  CHECK(people.enrolments(1).profile().SerializeAsString() == alone.SerializeAsString());
  CHECK(List(house, PeopleOf(run), house.Client("runs.write")).SerializeAsString() == people.SerializeAsString());
  // People's own lists are as they were.
  CHECK_FALSE(amal.enrolment.has_profile());

  // Names are told as they are now.
  house.identity().SetProfile(amal.user_id, "Amal K.", "LB");
  CHECK(List(house, PeopleOf(run), bearer).enrolments(0).profile().display_name() == "Amal K.");
}

TEST_CASE("the people of a run are narrowed to a state, and who applies anew goes to the end") {
  House house;
  const v1::Run run = house.OpenRun(2);
  const Enrolled amal = EnrolSomebody(house, run), ben = EnrolSomebody(house, run), carla = EnrolSomebody(house, run);
  Withdraw(house, amal.enrolment, amal.bearer);
  const std::string bearer = house.Coordinator();
  using Ids = std::vector<std::string>;
  CHECK(IdsOf(List(house, PeopleOf(run), bearer)).size() == 3);
  CHECK(IdsOf(List(house, PeopleOf(run, v1::Enrolment::STATE_ENROLLED), bearer)) ==
        Ids{ben.enrolment.enrolment_id(), carla.enrolment.enrolment_id()});
  CHECK(IdsOf(List(house, PeopleOf(run, v1::Enrolment::STATE_WITHDRAWN), bearer)) == Ids{amal.enrolment.enrolment_id()});
  CHECK(IdsOf(List(house, PeopleOf(run, v1::Enrolment::STATE_COMPLETED), bearer)).empty());

  house.Enrol(run.run_id(), amal.bearer);
  CHECK(IdsOf(List(house, PeopleOf(run), bearer)) ==
        Ids{ben.enrolment.enrolment_id(), carla.enrolment.enrolment_id(), amal.enrolment.enrolment_id()});
  CHECK(IdsOf(List(house, PeopleOf(run, v1::Enrolment::STATE_WAITLISTED), bearer)) == Ids{amal.enrolment.enrolment_id()});
}

TEST_CASE("the people of a run are listed page by page, each once, by an index, and a page token is good for its list alone") {
  House house;
  const v1::Run run = house.OpenRun();
  std::vector<std::string> expected;
  for (int i = 0; i < 5; ++i) expected.push_back(EnrolSomebody(house, run).enrolment.enrolment_id());
  const std::string bearer = house.Coordinator();
  for (const State state : {v1::Enrolment::STATE_UNSPECIFIED, v1::Enrolment::STATE_ENROLLED}) {
    for (const int page_size : {1, 2, 5}) {
      std::vector<std::string> seen;
      auto request = PeopleOf(run, state);
      request.set_page_size(page_size);
      do {
        const v1::ListEnrolmentsResponse page = List(house, request, bearer);
        CHECK(page.enrolments_size() <= page_size);
        for (const std::string& id : IdsOf(page)) seen.push_back(id);
        request.set_page_token(page.next_page_token());
      } while (!request.page_token().empty());
      CHECK(seen == expected);
    }
  }

  auto request = PeopleOf(run);
  request.set_page_size(1);
  const std::string token = List(house, request, bearer).next_page_token();
  v1::ListEnrolmentsResponse response;
  for (auto other : {PeopleOf(run, v1::Enrolment::STATE_ENROLLED), PeopleOf(house.OpenRun())}) {
    other.set_page_token(token);
    CHECK_THAT(house.Call("ListEnrolments", other, response, bearer), NamesField("page_token"));
  }

  postgres::Connection db(house.database());
  db.ExecuteScript("SET enable_seqscan = off; SET enable_sort = off; PREPARE people AS " + std::string(sql::kListEnrolmentsOfRun.text));
  const postgres::Statement explain{"TestExplain", "EXPLAIN EXECUTE people('01900000-0000-7000-8000-00000000aaaa', NULL, 7, 51)"};
  std::string plan;
  for (const postgres::Row& row : db.Execute(explain)) plan += row.Get<std::string>(0) + "\n";
  INFO(plan);
  CHECK(plan.find("enrolments_of_run") != std::string::npos);
}

TEST_CASE("the people of a run are nobody else's to see, and without identity there is no list") {
  House house;
  const v1::Run run = house.OpenRun();
  const Enrolled amal = EnrolSomebody(house, run);
  v1::ListEnrolmentsResponse response;
  const auto not_found = HasCode(absl::StatusCode::kNotFound);
  CHECK_THAT(house.Call("ListEnrolments", PeopleOf(run), response), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("ListEnrolments", PeopleOf(run), response, amal.bearer), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.Call("ListEnrolments", PeopleOf(run), response, house.ForeignCoordinator()), not_found);
  CHECK_THAT(house.Call("ListEnrolments", PeopleOf(run), response, house.ForeignClient("runs.write")), not_found);
  CHECK_THAT(house.Call("ListEnrolments", PeopleOf(run), response, house.Client("events.read")), HasReason("SCOPE_REQUIRED"));
  v1::Run none;
  none.set_run_id(Fresh());
  const std::string bearer = house.Coordinator();
  CHECK_THAT(house.Call("ListEnrolments", PeopleOf(none), response, bearer), not_found);

  const v1::Run empty = house.OpenRun();
  CHECK(List(house, PeopleOf(run), bearer).enrolments_size() == 1);
  house.identity().GoAway();
  CHECK_THAT(house.Call("ListEnrolments", PeopleOf(run), response, house.Client("runs.write")),
             HasCode(absl::StatusCode::kUnavailable) && HasReason("OWNER_UNAVAILABLE"));
  // Where nobody is, nobody has to be asked for.
  CHECK(List(house, PeopleOf(empty), house.Client("runs.write")).enrolments().empty());
}

TEST_CASE("a bad question for the people of a run names the field") {
  House house;
  const v1::Run run = house.OpenRun();
  const std::string bearer = house.Coordinator();
  v1::ListEnrolmentsResponse response;
  v1::Run none;
  for (const std::string& id : {std::string(), std::string("x"), std::string(100'000, 'a')}) {
    none.set_run_id(id);
    CHECK_THAT(house.Call("ListEnrolments", PeopleOf(none), response, bearer), NamesField("run_id"));
  }
  for (const int state : {-1, 8, 77}) {
    CHECK_THAT(house.Call("ListEnrolments", PeopleOf(run, static_cast<State>(state)), response, bearer), NamesField("state"));
  }
  auto request = PeopleOf(run);
  for (const int page_size : {-1, 101}) {
    request.set_page_size(page_size);
    CHECK_THAT(house.Call("ListEnrolments", request, response, bearer), NamesField("page_size"));
  }
  request.set_page_size(0);
  request.set_page_token("x");
  CHECK_THAT(house.Call("ListEnrolments", request, response, bearer), NamesField("page_token"));
}

}  // namespace
}  // namespace parley::catalog

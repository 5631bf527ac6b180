// Availability, facilitators, and what others know of people.
#include <functional>

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/identity/v1/events.pb.h"
#include "parley/scheduling/v1/events.pb.h"
#include "tests/service/scheduling/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::scheduling {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

const std::vector<auth::Role> kCoordinator = {auth::Role::kCoordinator};

v1::SetMyAvailabilityRequest Mondays() {
  v1::SetMyAvailabilityRequest request;
  auto& availability = *request.mutable_availability();
  availability.set_time_zone("Africa/Tunis");
  auto& window = *availability.add_windows();
  window.set_weekday(1);
  window.set_start_minute(18 * 60);
  window.set_end_minute(20 * 60);
  availability.add_exceptions()->set_date("2027-03-29");
  auto& exception = *availability.add_exceptions();
  exception.set_date("2027-03-30");
  exception.add_windows()->set_end_minute(1440);
  request.set_request_id(Fresh());
  return request;
}

TEST_CASE("an availability is kept as it was given, and replaced as a whole") {
  House house;
  const UserId amal = UserId::New(house.clock().Now());
  v1::Availability kept;
  REQUIRE_THAT(house.Call(amal, "GetMyAvailability", v1::GetMyAvailabilityRequest(), kept), IsOk());
  CHECK(kept.ByteSizeLong() == 0);

  auto request = Mondays();
  REQUIRE_THAT(house.Call(amal, "SetMyAvailability", request, kept), IsOk());
  CHECK_FALSE(kept.etag().empty());
  v1::Availability read;
  REQUIRE_THAT(house.Call(amal, "GetMyAvailability", v1::GetMyAvailabilityRequest(), read), IsOk());
  CHECK(read.SerializeAsString() == kept.SerializeAsString());
  read.clear_etag();
  CHECK(read.SerializeAsString() == request.availability().SerializeAsString());

  auto next = Mondays();
  next.mutable_availability()->clear_exceptions();
  next.mutable_availability()->set_etag("v99");
  CHECK_THAT(house.Call(amal, "SetMyAvailability", next, read), HasReason("ETAG_MISMATCH"));
  next.mutable_availability()->set_etag(kept.etag());
  next.set_request_id(Fresh());
  REQUIRE_THAT(house.Call(amal, "SetMyAvailability", next, read), IsOk());
  CHECK(read.exceptions().empty());
  CHECK(read.etag() != kept.etag());
  // Somebody else's is their own.
  REQUIRE_THAT(house.Call(UserId::New(house.clock().Now()), "GetMyAvailability", v1::GetMyAvailabilityRequest(), read), IsOk());
  CHECK(read.time_zone().empty());
  CHECK_THAT(house.Call({}, "GetMyAvailability", v1::GetMyAvailabilityRequest(), read), HasReason("SIGN_IN_REQUIRED"));
}

TEST_CASE("what is wrong with an availability is named") {
  House house;
  const UserId amal = UserId::New(house.clock().Now());
  v1::Availability answer;
  const auto set = [&](const std::function<void(v1::Availability&)>& change) {
    auto request = Mondays();
    change(*request.mutable_availability());
    return house.Call(amal, "SetMyAvailability", request, answer);
  };
  CHECK_THAT(set([](auto& it) { it.set_time_zone("Nowhere"); }), NamesField("availability.time_zone"));
  CHECK_THAT(set([](auto& it) { it.mutable_windows(0)->set_weekday(0); }), NamesField("availability.windows[0].weekday"));
  CHECK_THAT(set([](auto& it) { it.mutable_windows(0)->set_end_minute(1441); }), NamesField("availability.windows[0].end_minute"));
  CHECK_THAT(set([](auto& it) { *it.add_windows() = it.windows(0); }), NamesField("availability.windows"));
  for (const char* date : {"", "2027-3-1", "2027-02-30", "29.03.2027", "1999-12-31", "2027-03-29T00"}) {
    INFO(date);
    CHECK_THAT(set([&](auto& it) { it.mutable_exceptions(0)->set_date(date); }), NamesField("availability.exceptions[0].date"));
  }
  CHECK_THAT(set([](auto& it) { it.mutable_exceptions(0)->set_date("2027-03-30"); }), NamesField("availability.exceptions[1].date"));
  CHECK_THAT(set([](auto& it) {
               for (int i = 0; i < 200; ++i) it.add_exceptions();
             }),
             NamesField("availability.exceptions"));
  CHECK_THAT(set([](auto& it) { it.set_etag(std::string(101, 'x')); }), NamesField("availability.etag"));
  REQUIRE_THAT(house.Call(amal, "GetMyAvailability", v1::GetMyAvailabilityRequest(), answer), IsOk());
  CHECK(answer.time_zone().empty());
}

TEST_CASE("who is no coordinator of the partner any more sees nothing of its runs") {
  House house;
  v1::ListRunFacilitatorsRequest list;
  v1::ListRunFacilitatorsResponse page;
  list.set_run_id(house.run_id());
  REQUIRE_THAT(house.CallAsCoordinator("ListRunFacilitators", list, page), IsOk());
  identity::v1::RoleRevoked revoked;
  revoked.set_user_id(house.coordinator().text());
  revoked.set_role(api::v1::ROLE_COORDINATOR);
  revoked.set_partner_id(house.run().partner_id());
  house.identity().SetCoordinator(house.coordinator(), PartnerId::New(house.clock().Now()));
  house.TellAsIdentity(revoked.user_id(), revoked);
  CHECK_THAT(house.CallAsCoordinator("ListRunFacilitators", list, page), HasCode(absl::StatusCode::kNotFound));
  // Identity's answer is good for one call: the role may have been taken away while it was given.
  house.identity().SetCoordinator(house.coordinator(), PartnerId::Trusted(revoked.partner_id()));
  CHECK_THAT(house.CallAsCoordinator("ListRunFacilitators", list, page), IsOk());
  house.identity().SetCoordinator(house.coordinator(), PartnerId::New(house.clock().Now()));
  CHECK_THAT(house.CallAsCoordinator("ListRunFacilitators", list, page), HasCode(absl::StatusCode::kNotFound));
}

TEST_CASE("a run's facilitators are its coordinator's to choose") {
  House house;
  const UserId nadia = house.Facilitator("Africa/Tunis", 3);
  v1::AddRunFacilitatorRequest add;
  v1::RunFacilitator facilitator;
  add.set_run_id(house.run_id());
  add.set_user_id(nadia.text());
  add.add_languages("fr-TN");
  add.set_most_groups(5);
  add.set_request_id(Fresh());
  REQUIRE_THAT(house.CallAsCoordinator("AddRunFacilitator", add, facilitator), IsOk());
  CHECK(facilitator.most_groups() == 5);
  CHECK(facilitator.languages(0) == "fr-TN");
  // Told once: the second time only what they take on changed.
  CHECK(house.Events("RunFacilitatorChanged").size() == 1);
  house.Facilitator("Europe/Paris");

  v1::ListRunFacilitatorsRequest list;
  v1::ListRunFacilitatorsResponse page;
  list.set_run_id(house.run_id());
  list.set_page_size(1);
  REQUIRE_THAT(house.CallAsCoordinator("ListRunFacilitators", list, page), IsOk());
  REQUIRE(page.facilitators_size() == 1);
  list.set_page_token(page.next_page_token());
  REQUIRE_THAT(house.CallAsCoordinator("ListRunFacilitators", list, page), IsOk());
  CHECK(page.facilitators_size() == 1);
  CHECK(page.next_page_token().empty());
  const UserId foreign = house.ForeignCoordinator();
  list.clear_page_token();
  CHECK_THAT(house.Call(foreign, "ListRunFacilitators", list, page, kCoordinator), HasCode(absl::StatusCode::kNotFound));
  list.set_page_size(-1);
  CHECK_THAT(house.CallAsCoordinator("ListRunFacilitators", list, page), NamesField("page_size"));

  v1::RemoveRunFacilitatorRequest remove;
  remove.set_run_id(house.run_id());
  remove.set_user_id(nadia.text());
  remove.set_request_id(Fresh());
  CHECK_THAT(house.Call(foreign, "RemoveRunFacilitator", remove, facilitator, kCoordinator), HasCode(absl::StatusCode::kNotFound));
  REQUIRE_THAT(house.CallAsCoordinator("RemoveRunFacilitator", remove, facilitator), IsOk());
  v1::RunFacilitatorChanged told;
  REQUIRE(told.ParseFromString(house.Events("RunFacilitatorChanged").back().payload()));
  CHECK(told.user_id() == nadia.text());
  CHECK_FALSE(told.is_facilitator());
  remove.set_request_id(Fresh());
  CHECK_THAT(house.CallAsCoordinator("RemoveRunFacilitator", remove, facilitator), HasCode(absl::StatusCode::kNotFound));
  remove.set_user_id("none");
  remove.set_request_id(Fresh());
  CHECK_THAT(house.CallAsCoordinator("RemoveRunFacilitator", remove, facilitator), NamesField("user_id"));

  add.set_request_id(Fresh());
  CHECK_THAT(house.Call(foreign, "AddRunFacilitator", add, facilitator, kCoordinator), HasCode(absl::StatusCode::kNotFound));
  add.set_user_id("none");
  add.add_languages("not a language");
  add.set_most_groups(21);
  add.set_request_id(Fresh());
  CHECK_THAT(house.CallAsCoordinator("AddRunFacilitator", add, facilitator),
             NamesField("user_id") && NamesField("languages[1]") && NamesField("most_groups"));
}

TEST_CASE("that somebody facilitates no more is told with a later time, though the clock is set back") {
  House house;
  const UserId nadia = house.Facilitator("Africa/Tunis");
  house.clock().Advance(-absl::Minutes(1));
  v1::RemoveRunFacilitatorRequest remove;
  remove.set_run_id(house.run_id());
  remove.set_user_id(nadia.text());
  remove.set_request_id(Fresh());
  v1::RunFacilitator facilitator;
  REQUIRE_THAT(house.CallAsCoordinator("RemoveRunFacilitator", remove, facilitator), IsOk());
  std::vector<absl::Time> times;
  for (const auto& logged : house.Events("RunFacilitatorChanged")) {
    v1::RunFacilitatorChanged event;
    REQUIRE(event.ParseFromString(logged.payload()));
    times.push_back(rpc::FromProto(event.change_time()));
  }
  REQUIRE(times.size() == 2);
  CHECK(times[1] > times[0]);
}

TEST_CASE("a changed profile is asked for again, and who is away is asked later") {
  House house;
  house.Facilitator("Europe/Paris");
  house.identity().away = true;
  std::vector<UserId> people;
  for (int i = 0; i < 4; ++i) people.push_back(house.Participant("europe", "Europe/Paris"));
  const v1::Plan plan = house.CreatePlan();
  CHECK_FALSE(house.NewWorker().WorkOnce({}));
  house.identity().away = false;
  const v1::Plan one_region = house.Solve(plan);
  CHECK(one_region.outcome().groups().empty());
  REQUIRE(one_region.outcome().unplaced_size() == 4);
  CHECK(one_region.outcome().unplaced(0).reason() == v1::Unplaced::REASON_ONE_REGION_ONLY);

  identity::v1::PlanningProfile profile;
  profile.set_user_id(people[0].text());
  profile.set_country("TN");
  profile.set_region("southern-mediterranean");
  house.identity().SetProfile(profile);
  identity::v1::UserChanged changed;
  changed.set_user_id(people[0].text());
  house.TellAsIdentity(people[0].text(), changed);
  CHECK(Eventually([&] { return house.Solve(house.CreatePlan()).outcome().groups_size() == 1; }));
}

TEST_CASE("a run and a place in it that no event told of are asked for") {
  House house;
  catalog::v1::Run run = house.run();
  run.set_run_id(Fresh());
  run.clear_meetings();
  house.catalog().SetRun(run);
  CHECK(house.CreatePlan(run.run_id()).run_id() == run.run_id());
  const UserId amal = UserId::New(house.clock().Now());
  house.catalog().SetMembership(RunId::Trusted(run.run_id()), amal, catalog::v1::Enrolment::STATE_ENROLLED);
  v1::GetMyPlacementRequest request;
  v1::Placement placement;
  request.set_run_id(run.run_id());
  REQUIRE_THAT(house.Call(amal, "GetMyPlacement", request, placement), IsOk());
  CHECK(placement.reason() == v1::Unplaced::REASON_NOT_PLANNED_YET);
  CHECK_THAT(house.Call(UserId::New(house.clock().Now()), "GetMyPlacement", request, placement), HasCode(absl::StatusCode::kNotFound));
  house.catalog().away = true;
  CHECK_THAT(house.Call(UserId::New(house.clock().Now()), "GetMyPlacement", request, placement), HasReason("OWNER_UNAVAILABLE"));
  request.set_run_id("none");
  CHECK_THAT(house.Call(amal, "GetMyPlacement", request, placement), NamesField("run_id"));
}

}  // namespace
}  // namespace parley::scheduling

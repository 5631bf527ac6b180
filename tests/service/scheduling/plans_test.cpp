// A plan from its request to its end, and the planner.
#include <optional>

#include "catch2/catch.hpp"
#include "services/scheduling/store/plans.h"
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

template <class Request>
absl::Status OnPlan(House& house, const std::string& method, const std::string& plan_id, v1::Plan& plan) {
  Request request;
  request.set_plan_id(plan_id);
  request.set_request_id(Fresh());
  return house.CallAsCoordinator(method, request, plan);
}

TEST_CASE("a plan is adopted once, and not when it breaks a rule by now") {
  House house;
  const Crowd crowd = Eight(house);
  const v1::Plan plan = house.Solve(house.CreatePlan());
  v1::AdoptPlanRequest request;
  v1::Plan answer;
  request.set_plan_id(plan.plan_id());
  request.set_etag("v77");
  request.set_request_id(Fresh());
  CHECK_THAT(house.CallAsCoordinator("AdoptPlan", request, answer), HasReason("ETAG_MISMATCH"));
  house.SetEvenings(crowd.people[3], "Africa/Tunis", 6, 9);
  CHECK_THAT(TryAdopt(house, plan.plan_id()), HasReason("PLAN_OUTDATED"));
  CHECK(house.Events("GroupCreated").empty());
  house.SetEvenings(crowd.people[3], "Africa/Tunis");
  request.set_etag(plan.etag());
  request.set_request_id(Fresh());
  CHECK_THAT(house.CallAsCoordinator("AdoptPlan", request, answer), IsOk());
  // The same request once more: the first answer.
  CHECK_THAT(house.CallAsCoordinator("AdoptPlan", request, answer), IsOk());
  CHECK_THAT(TryAdopt(house, plan.plan_id()), HasReason("PLAN_NOT_PROPOSED"));
  CHECK(house.Events("GroupCreated").size() == 2);
}

TEST_CASE("a cancelled plan is dropped by the planner, a discarded one stays discarded") {
  House house;
  const Crowd crowd = Eight(house);
  v1::Plan plan = house.CreatePlan();
  v1::CreatePlanRequest again;
  v1::Plan answer;
  again.set_run_id(house.run_id());
  again.set_request_id(Fresh());
  CHECK_THAT(house.CallAsCoordinator("CreatePlan", again, answer), HasReason("PLAN_IN_PROGRESS"));
  REQUIRE_THAT(OnPlan<v1::CancelPlanRequest>(house, "CancelPlan", plan.plan_id(), answer), IsOk());
  CHECK(answer.state() == v1::Plan::STATE_DISCARDED);
  CHECK_FALSE(house.NewWorker().WorkOnce({}));
  CHECK_THAT(OnPlan<v1::CancelPlanRequest>(house, "CancelPlan", plan.plan_id(), answer), HasReason("PLAN_NOT_SOLVING"));

  house.clock().Advance(absl::Seconds(1));  // ids sort by time
  plan = house.Solve(house.CreatePlan());
  REQUIRE_THAT(OnPlan<v1::DiscardPlanRequest>(house, "DiscardPlan", plan.plan_id(), answer), IsOk());
  CHECK_THAT(OnPlan<v1::DiscardPlanRequest>(house, "DiscardPlan", plan.plan_id(), answer), HasReason("PLAN_NOT_PROPOSED"));
  CHECK_THAT(TryAdopt(house, plan.plan_id()), HasReason("PLAN_NOT_PROPOSED"));

  v1::ListPlansRequest list;
  v1::ListPlansResponse plans;
  list.set_run_id(house.run_id());
  list.set_page_size(1);
  REQUIRE_THAT(house.CallAsCoordinator("ListPlans", list, plans), IsOk());
  REQUIRE(plans.plans_size() == 1);
  CHECK(plans.plans(0).plan_id() == plan.plan_id());
  CHECK_FALSE(plans.plans(0).has_outcome());
  list.set_page_token(plans.next_page_token());
  REQUIRE_THAT(house.CallAsCoordinator("ListPlans", list, plans), IsOk());
  CHECK(plans.plans_size() == 1);
  CHECK(plans.next_page_token().empty());
}

TEST_CASE("a plan whose planner died is made by another, and three deaths fail it") {
  House house;
  const Crowd crowd = Eight(house);
  const v1::Plan plan = house.CreatePlan();
  std::optional<store::PlanJob> dead;
  const auto take = [&] {
    dead = store::TakePlan(house.db(), house.clock().Now(), house.clock().Now() + absl::Seconds(20));
    return dead.has_value();
  };
  REQUIRE(Eventually(take));
  CHECK_FALSE(house.NewWorker().WorkOnce({}));
  REQUIRE(store::RenewPlan(house.db(), *dead, house.clock().Now() + absl::Seconds(20), 40));
  CHECK(house.GetPlan(plan.plan_id()).progress_percent() == 40);
  house.clock().Advance(absl::Seconds(20));
  SECTION("once") {
    CHECK(house.NewWorker().WorkOnce({}));
    CHECK(house.GetPlan(plan.plan_id()).state() == v1::Plan::STATE_PROPOSED);
    // The dead one, should it come back, has nothing left to renew or end.
    CHECK_FALSE(store::RenewPlan(house.db(), *dead, house.clock().Now() + absl::Seconds(20), 50));
    CHECK_FALSE(store::ProposePlan(house.db(), *dead, {}, house.clock().Now()));
  }
  SECTION("three times") {
    for (int i = 2; i <= 3; ++i) {
      REQUIRE(take());
      house.clock().Advance(absl::Seconds(20));
    }
    CHECK(house.NewWorker().WorkOnce({}));
    CHECK(house.GetPlan(plan.plan_id()).state() == v1::Plan::STATE_FAILED);
    CHECK(house.GetPlan(plan.plan_id()).failure() == v1::Plan::FAILURE_TOO_COMPLEX);
  }
}

TEST_CASE("a planner that is stopped gives its plan back") {
  House house;
  const Crowd crowd = Eight(house);
  const v1::Plan plan = house.CreatePlan();
  std::stop_source stop;
  stop.request_stop();
  planner::Worker worker = house.NewWorker();
  REQUIRE(Eventually([&] { return worker.WorkOnce(stop.get_token()); }));
  CHECK(house.GetPlan(plan.plan_id()).state() == v1::Plan::STATE_SOLVING);
  CHECK(house.Solve(plan).state() == v1::Plan::STATE_PROPOSED);
}

TEST_CASE("when the windows of all meetings have passed a plan fails and says so") {
  House house;
  const Crowd crowd = Eight(house);
  house.clock().Advance(absl::Hours(24 * 40));
  CHECK(house.Solve(house.CreatePlan()).failure() == v1::Plan::FAILURE_NO_MEETING_LEFT);
}

TEST_CASE("what is wrong with a plan's request is named, and other partners' runs are not found") {
  House house;
  v1::CreatePlanRequest create;
  v1::Plan plan;
  create.set_run_id(house.run_id());
  for (const double bad : {0.4, 1.5, -1.0}) {
    create.set_expected_attendance(bad);
    create.set_request_id(Fresh());
    CHECK_THAT(house.CallAsCoordinator("CreatePlan", create, plan), NamesField("expected_attendance"));
  }
  create.set_expected_attendance(0);
  create.set_run_id("none");
  create.set_request_id(Fresh());
  CHECK_THAT(house.CallAsCoordinator("CreatePlan", create, plan), NamesField("run_id"));
  create.set_run_id(Fresh());
  create.set_request_id(Fresh());
  CHECK_THAT(house.CallAsCoordinator("CreatePlan", create, plan), HasCode(absl::StatusCode::kNotFound));
  create.set_run_id(house.run_id());
  CHECK_THAT(house.Call(house.coordinator(), "CreatePlan", create, plan), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.Call({}, "CreatePlan", create, plan), HasReason("SIGN_IN_REQUIRED"));

  const v1::Plan own = house.CreatePlan();
  const UserId foreign = house.ForeignCoordinator();
  const std::vector<auth::Role> roles = {auth::Role::kCoordinator};
  create.set_request_id(Fresh());
  CHECK_THAT(house.Call(foreign, "CreatePlan", create, plan, roles), HasCode(absl::StatusCode::kNotFound));
  v1::GetPlanRequest get;
  get.set_plan_id(own.plan_id());
  CHECK_THAT(house.Call(foreign, "GetPlan", get, plan, roles), HasCode(absl::StatusCode::kNotFound));
  get.set_plan_id("none");
  CHECK_THAT(house.CallAsCoordinator("GetPlan", get, plan), NamesField("plan_id"));
  v1::ListPlansRequest list;
  v1::ListPlansResponse plans;
  list.set_run_id(house.run_id());
  CHECK_THAT(house.Call(foreign, "ListPlans", list, plans, roles), HasCode(absl::StatusCode::kNotFound));
  list.set_page_size(101);
  CHECK_THAT(house.CallAsCoordinator("ListPlans", list, plans), NamesField("page_size"));
  list.set_page_size(0);
  list.set_page_token("made up");
  CHECK_THAT(house.CallAsCoordinator("ListPlans", list, plans), NamesField("page_token"));
  const auto try_as_foreign = [&](const std::string& method, auto request) {
    request.set_plan_id(own.plan_id());
    request.set_request_id(Fresh());
    CHECK_THAT(house.Call(foreign, method, request, plan, roles), HasCode(absl::StatusCode::kNotFound));
    request.set_plan_id("none");
    request.set_request_id(Fresh());
    CHECK_THAT(house.CallAsCoordinator(method, request, plan), NamesField("plan_id"));
  };
  try_as_foreign("CancelPlan", v1::CancelPlanRequest());
  try_as_foreign("AdoptPlan", v1::AdoptPlanRequest());
  try_as_foreign("DiscardPlan", v1::DiscardPlanRequest());
  CHECK_THAT(TryAdopt(house, own.plan_id()), HasReason("PLAN_NOT_PROPOSED"));
  // Nobody is enrolled: a plan without a group says so by its certificate, and can't be adopted.
  const v1::Plan empty = house.Solve(own);
  CHECK(empty.outcome().certificate().participants() == 0);
  CHECK_THAT(TryAdopt(house, empty.plan_id()), HasReason("PLAN_EMPTY"));
}

}  // namespace
}  // namespace parley::scheduling

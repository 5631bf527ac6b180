// What changes the groups of one run at the same time locks rows in one order.

#include <atomic>
#include <random>
#include <thread>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "tests/service/scheduling/house.h"
#include "tests/support/deadlocks.h"

namespace parley::scheduling {
namespace {

constexpr absl::Duration kLong = absl::Seconds(6);
const std::vector<auth::Role> kCoordinator = {auth::Role::kCoordinator};

// How often each thing was done.
struct Done {
  std::atomic<int> adopted{0}, discarded{0}, available{0}, appointed{0}, dismissed{0};
};

template <class Request, class Response>
bool Do(House& house, const UserId& user_id, const std::string& method, Request request, Response response,
        const std::vector<auth::Role>& roles = {}) {
  request.set_request_id(Fresh());
  return house.Call(user_id, method, request, response, roles).ok();
}

// A coordinator who plans, and adopts or discards what comes of it.
void Plan(House& house, planner::Worker& worker, std::minstd_rand& random, Done& done) {
  v1::CreatePlanRequest create;
  v1::Plan plan;
  create.set_run_id(house.run_id());
  create.set_request_id(Fresh());
  if (!house.CallAsCoordinator("CreatePlan", create, plan).ok()) return;
  try {
    worker.WorkOnce({});
  } catch (const postgres::Contention&) {
    return;  // counted at the end, if it was a deadlock
  }
  if (random() % 3 == 0) {
    v1::DiscardPlanRequest discard;
    discard.set_plan_id(plan.plan_id());
    if (Do(house, house.coordinator(), "DiscardPlan", discard, v1::Plan(), kCoordinator)) ++done.discarded;
  } else if (TryAdopt(house, plan.plan_id()).ok()) {
    ++done.adopted;
  }
}

void SetHours(House& house, const UserId& user_id, std::minstd_rand& random, Done& done) {
  v1::SetMyAvailabilityRequest request;
  request.mutable_availability()->set_time_zone("Europe/Paris");
  for (int weekday = 1; weekday <= 7; ++weekday) {
    auto& window = *request.mutable_availability()->add_windows();
    window.set_weekday(weekday);
    window.set_start_minute(60 * static_cast<int>(15 + random() % 3));
    window.set_end_minute(60 * 23);
  }
  if (Do(house, user_id, "SetMyAvailability", request, v1::Availability())) ++done.available;
}

void ChangeFacilitator(House& house, const UserId& user_id, Done& done) {
  v1::AddRunFacilitatorRequest add;
  add.set_run_id(house.run_id());
  add.set_user_id(user_id.text());
  add.set_most_groups(2);
  if (Do(house, house.coordinator(), "AddRunFacilitator", add, v1::RunFacilitator(), kCoordinator)) ++done.appointed;
  v1::RemoveRunFacilitatorRequest remove;
  remove.set_run_id(house.run_id());
  remove.set_user_id(user_id.text());
  if (Do(house, house.coordinator(), "RemoveRunFacilitator", remove, v1::RunFacilitator(), kCoordinator)) ++done.dismissed;
}

TEST_CASE("joining, leaving, planning and adopting at once meets no deadlock") {
  House house;
  const Crowd crowd = Eight(house);
  house.Adopt(house.Solve(house.CreatePlan()));
  Done done;
  {
    std::vector<std::jthread> threads;
    threads.emplace_back([&](const std::stop_token& stop) {
      std::minstd_rand random(1);
      planner::Worker worker = house.NewWorker();
      while (!stop.stop_requested()) Plan(house, worker, random, done);
    });
    for (unsigned i = 0; i < 2; ++i) {
      threads.emplace_back([&, i](const std::stop_token& stop) {
        std::minstd_rand random(i + 2);
        while (!stop.stop_requested()) SetHours(house, crowd.people[random() % crowd.people.size()], random, done);
      });
    }
    threads.emplace_back([&](const std::stop_token& stop) {
      const UserId another = UserId::New(absl::Now());
      while (!stop.stop_requested()) ChangeFacilitator(house, another, done);
    });
    const absl::Time end = absl::Now() + kLong;
    for (size_t i = 0; absl::Now() < end; ++i) {
      const UserId& person = crowd.people[i % crowd.people.size()];
      house.Enrol(person, catalog::v1::Enrolment::STATE_WITHDRAWN);
      house.Enrol(person, catalog::v1::Enrolment::STATE_ENROLLED);
    }
  }
  CAPTURE(done.adopted, done.discarded, done.available, done.appointed, done.dismissed);
  CHECK(done.adopted + done.discarded > 0);
  CHECK(done.available > 20);
  CHECK(done.appointed > 10);
  CHECK(done.dismissed > 10);
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

}  // namespace
}  // namespace parley::scheduling

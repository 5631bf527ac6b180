// The planner as the program it is.
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <filesystem>
#include <optional>

#include "catch2/catch.hpp"
#include "services/scheduling/planner/backlog.h"
#include "services/scheduling/store/plans.h"
#include "tests/service/scheduling/house.h"
#include "tests/support/eventually.h"

namespace parley::scheduling {
namespace {

using test::Eventually;

constexpr postgres::Statement kAttempts{"TestAttempts", "SELECT attempts FROM plans WHERE plan_id = $1"};

class PlannerProgram {
 public:
  explicit PlannerProgram(const std::string& database_url) {
    const auto bin = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "bin";
    const std::string program = bin / "parley-scheduling-planner";
    std::string database = "PARLEY_DATABASE_URL=" + database_url;
    std::string level = "PARLEY_LOG_LEVEL=error";
    char* arguments[] = {const_cast<char*>(program.c_str()), nullptr};
    char* environment[] = {database.data(), level.data(), nullptr};
    REQUIRE(posix_spawn(&process_, program.c_str(), nullptr, nullptr, arguments, environment) == 0);
  }
  ~PlannerProgram() {
    if (process_ > 0) End(SIGKILL);
  }
  PlannerProgram(const PlannerProgram&) = delete;

  // Answers as waitpid does.
  int End(int signal) {
    int status = 0;
    kill(process_, signal);
    waitpid(process_, &status, 0);
    process_ = -1;
    return status;
  }

 private:
  pid_t process_ = -1;
};

TEST_CASE("a planner that is killed at work leaves the plan to the next, and nothing else") {
  House house;
  Eight(house);
  // It takes the plan, and then waits to read the run's meetings.
  postgres::Connection other(postgres::Connection::Options{house.database_url(), "scheduling"});
  std::optional<postgres::Transaction> hold(other.Begin());
  hold->ExecuteScript("LOCK TABLE planned_meetings IN ACCESS EXCLUSIVE MODE");
  const v1::Plan plan = house.CreatePlan();
  PlannerProgram killed(house.database_url());
  REQUIRE(Eventually([&] { return house.db().Execute(kAttempts, plan.plan_id()).front().Get<int>(0) == 1; }));
  CHECK(WIFSIGNALED(killed.End(SIGKILL)));
  hold.reset();
  CHECK(house.GetPlan(plan.plan_id()).state() == v1::Plan::STATE_SOLVING);
  // The program goes by the machine's clock, on which the house's is far ahead: the lease is over.
  CHECK(house.Solve(plan).outcome().certificate().seats_placed() == 8);
}

TEST_CASE("operators see the plans that wait, those that are made, and how long the oldest has waited") {
  House house;
  Eight(house);
  const auto look = [&] { return planner::AtPlans().look(house.db(), house.clock().Now()); };
  CHECK(look() == std::vector<double>{0, 0, 0});
  const v1::Plan plan = house.CreatePlan();
  house.clock().Advance(absl::Seconds(45));
  CHECK(look() == std::vector<double>{1, 0, 45});
  REQUIRE(
      Eventually([&] { return store::TakePlan(house.db(), house.clock().Now(), house.clock().Now() + absl::Seconds(20)).has_value(); }));
  CHECK(look() == std::vector<double>{0, 1, 0});
  house.clock().Advance(absl::Seconds(20));  // its planner died
  CHECK(look() == std::vector<double>{1, 0, 65});
  CHECK(house.Solve(plan).outcome().certificate().seats_placed() == 8);
  CHECK(look() == std::vector<double>{0, 0, 0});
}

TEST_CASE("a planner works until it is told to end, and ends in peace") {
  House house;
  Eight(house);
  PlannerProgram planner(house.database_url());
  const v1::Plan plan = house.CreatePlan();
  CHECK(Eventually([&] { return house.GetPlan(plan.plan_id()).state() == v1::Plan::STATE_PROPOSED; }));
  const int status = planner.End(SIGTERM);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace parley::scheduling

#include "services/catalog/domain/enrolment.h"

#include "catch2/catch.hpp"
#include "tests/support/status_matchers.h"

namespace parley::catalog::domain {
namespace {

using test::HasReason;

Run OpenRun(int capacity, int taken) {
  Run run;
  run.state = RunState::kOpen;
  run.capacity = capacity;
  run.enrolled_count = taken;
  return run;
}

TEST_CASE("a run takes people while it is open or running") {
  Run run;
  for (RunState state : {RunState::kOpen, RunState::kRunning}) {
    run.state = state;
    CHECK(MayEnrol(run).ok());
  }
  for (RunState state : {RunState::kDraft, RunState::kFinished, RunState::kCancelled}) {
    run.state = state;
    CHECK_THAT(MayEnrol(run), HasReason("RUN_NOT_OPEN"));
  }
}

TEST_CASE("seats are taken until none is left, then people wait") {
  Run run = OpenRun(2, 0);
  CHECK(TakePlace(run) == EnrolmentState::kEnrolled);
  CHECK(TakePlace(run) == EnrolmentState::kEnrolled);
  CHECK(TakePlace(run) == EnrolmentState::kWaitlisted);
  CHECK(run.enrolled_count == 2);
}

TEST_CASE("withdrawing gives back the seat one has, and only that") {
  {
    Run run = OpenRun(2, 2);
    Enrolment enrolment;
    enrolment.state = EnrolmentState::kEnrolled;
    REQUIRE(Withdraw(enrolment, run).ok());
    CHECK(enrolment.state == EnrolmentState::kWithdrawn);
    CHECK(run.enrolled_count == 1);
  }
  for (EnrolmentState state : {EnrolmentState::kApplied, EnrolmentState::kAwaitingGuardian, EnrolmentState::kWaitlisted}) {
    Run run = OpenRun(2, 2);
    Enrolment enrolment;
    enrolment.state = state;
    REQUIRE(Withdraw(enrolment, run).ok());
    CHECK(run.enrolled_count == 2);
  }
}

TEST_CASE("who has a seat can be suspended and reinstated, and does not get out of it by leaving") {
  Run run = OpenRun(2, 2);
  Enrolment enrolment;
  enrolment.state = EnrolmentState::kEnrolled;
  for (int i = 0; i < 2; ++i) {
    REQUIRE(Suspend(enrolment).ok());
    CHECK(enrolment.state == EnrolmentState::kSuspended);
  }
  CHECK_THAT(Withdraw(enrolment, run), HasReason("ENROLMENT_SUSPENDED"));
  CHECK(run.enrolled_count == 2);
  for (int i = 0; i < 2; ++i) {
    REQUIRE(Reinstate(enrolment).ok());
    CHECK(enrolment.state == EnrolmentState::kEnrolled);
  }
  for (EnrolmentState state : {EnrolmentState::kApplied, EnrolmentState::kAwaitingGuardian, EnrolmentState::kWaitlisted,
                               EnrolmentState::kCompleted, EnrolmentState::kWithdrawn}) {
    enrolment.state = state;
    CHECK_THAT(Suspend(enrolment), HasReason("NOT_ENROLLED"));
    CHECK_THAT(Reinstate(enrolment), HasReason("NOT_SUSPENDED"));
    CHECK(enrolment.state == state);
  }
}

TEST_CASE("an enrolment that has ended cannot be withdrawn") {
  for (EnrolmentState state : {EnrolmentState::kWithdrawn, EnrolmentState::kCompleted}) {
    Run run = OpenRun(2, 2);
    Enrolment enrolment;
    enrolment.state = state;
    CHECK_THAT(Withdraw(enrolment, run), HasReason("ENROLMENT_ENDED"));
    CHECK(enrolment.state == state);
    CHECK(run.enrolled_count == 2);
  }
}

TEST_CASE("a free seat is passed on only while the run takes people") {
  CHECK(MayPromote(OpenRun(2, 1)));
  CHECK_FALSE(MayPromote(OpenRun(2, 2)));
  Run run = OpenRun(2, 1);
  run.state = RunState::kFinished;
  CHECK_FALSE(MayPromote(run));
}

}  // namespace
}  // namespace parley::catalog::domain

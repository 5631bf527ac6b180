#include "services/catalog/domain/enrolment.h"

#include "libs/errors/error.h"

namespace parley::catalog::domain {
namespace {

bool TakesPeople(const Run& run) { return run.state == RunState::kOpen || run.state == RunState::kRunning; }
bool HasFreeSeat(const Run& run) { return run.enrolled_count < run.capacity; }

}  // namespace

bool HoldsSeat(EnrolmentState state) { return state == EnrolmentState::kEnrolled || state == EnrolmentState::kSuspended; }

absl::Status MayEnrol(const Run& run) {
  if (TakesPeople(run)) return absl::OkStatus();
  return errors::FailedPrecondition("RUN_NOT_OPEN", "the run is over: it takes nobody any more");
}

EnrolmentState TakePlace(Run& run) {
  if (!HasFreeSeat(run)) return EnrolmentState::kWaitlisted;
  ++run.enrolled_count;
  return EnrolmentState::kEnrolled;
}

absl::Status Withdraw(Enrolment& enrolment, Run& run) {
  if (enrolment.state == EnrolmentState::kWithdrawn || enrolment.state == EnrolmentState::kCompleted) {
    return errors::FailedPrecondition("ENROLMENT_ENDED", "this enrolment has ended already: there is nothing to withdraw from");
  }
  if (HoldsSeat(enrolment.state)) --run.enrolled_count;
  enrolment.state = EnrolmentState::kWithdrawn;
  return absl::OkStatus();
}

bool MayPromote(const Run& run) { return TakesPeople(run) && HasFreeSeat(run); }

}  // namespace parley::catalog::domain

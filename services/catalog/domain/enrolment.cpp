#include "services/catalog/domain/enrolment.h"

#include "libs/errors/error.h"
#include "services/catalog/domain/seats.h"

namespace parley::catalog::domain {
bool HoldsSeat(EnrolmentState state) { return state == EnrolmentState::kEnrolled || state == EnrolmentState::kSuspended; }

absl::Status MayEnrol(const Run& run) {
  if (TakesPeople(run)) return absl::OkStatus();
  return errors::FailedPrecondition("RUN_NOT_OPEN", "the run is over: it takes nobody any more");
}

EnrolmentState TakePlace(Run& run) {
  if (FreeSeats(run) <= 0) return EnrolmentState::kWaitlisted;
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

bool MayPromote(const Run& run) { return TakesPeople(run) && FreeSeats(run) > 0; }

}  // namespace parley::catalog::domain

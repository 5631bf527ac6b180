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
  if (enrolment.state == EnrolmentState::kSuspended) {
    return errors::FailedPrecondition("ENROLMENT_SUSPENDED", "your place in this run is suspended: ask its coordinator");
  }
  if (HoldsSeat(enrolment.state)) --run.enrolled_count;
  enrolment.state = EnrolmentState::kWithdrawn;
  return absl::OkStatus();
}

absl::Status Suspend(Enrolment& enrolment) {
  if (!HoldsSeat(enrolment.state)) {
    return errors::FailedPrecondition("NOT_ENROLLED", "this person has no seat in the run: there is nothing to suspend");
  }
  enrolment.state = EnrolmentState::kSuspended;
  return absl::OkStatus();
}

absl::Status Reinstate(Enrolment& enrolment) {
  if (!HoldsSeat(enrolment.state)) return errors::FailedPrecondition("NOT_SUSPENDED", "this enrolment is not suspended");
  enrolment.state = EnrolmentState::kEnrolled;
  return absl::OkStatus();
}

bool MayPromote(const Run& run) { return TakesPeople(run) && FreeSeats(run) > 0; }

}  // namespace parley::catalog::domain

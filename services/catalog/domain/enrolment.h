#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"
#include "services/catalog/domain/run.h"

namespace parley::catalog::domain {

// As parley.catalog.v1.Enrolment.State.
enum class EnrolmentState {
  kApplied = 1,
  kAwaitingGuardian = 2,
  kWaitlisted = 3,
  kEnrolled = 4,
  kSuspended = 5,
  kCompleted = 6,
  kWithdrawn = 7,
};

struct Enrolment {
  EnrolmentId id;
  RunId run_id;
  UserId user_id;
  EnrolmentState state = EnrolmentState::kApplied;
  absl::Time create_time;
  std::string run_title;
  PartnerId partner_id;  // of the run
};

// A suspended person keeps the seat.
bool HoldsSeat(EnrolmentState state);

// A run takes people while it is OPEN or RUNNING. FAILED_PRECONDITION: RUN_NOT_OPEN.
absl::Status MayEnrol(const Run& run);

// Takes a seat of the run, or a place on its waitlist when there is none.
EnrolmentState TakePlace(Run& run);

// Gives the enrolment up, and its seat back to the run. FAILED_PRECONDITION: ENROLMENT_ENDED, ENROLMENT_SUSPENDED.
absl::Status Withdraw(Enrolment& enrolment, Run& run);

// ENROLLED → SUSPENDED, and back; who is it already stays so. FAILED_PRECONDITION: NOT_ENROLLED, NOT_SUSPENDED.
absl::Status Suspend(Enrolment& enrolment);
absl::Status Reinstate(Enrolment& enrolment);

// True when a seat of the run can go to the first of its waitlist.
bool MayPromote(const Run& run);

}  // namespace parley::catalog::domain

#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"

// A plan's states, each changed by one verb.
namespace parley::scheduling::domain {

// As parley.scheduling.v1.Plan.State.
enum class PlanState { kSolving = 1, kProposed = 2, kAdopted = 3, kDiscarded = 4, kSuperseded = 5, kFailed = 6 };
// As parley.scheduling.v1.Plan.Failure.
enum class PlanFailure { kNone = 0, kNoCommonHour = 1, kNoMeetingLeft = 2, kTooComplex = 3 };

struct Plan {
  PlanId id;
  RunId run_id;
  PlanState state = PlanState::kSolving;
  PlanFailure failure = PlanFailure::kNone;
  double expected_attendance = 1;
  int group_count = 0;
  int64_t version = 1;
};

// SOLVING → DISCARDED. FAILED_PRECONDITION: PLAN_NOT_SOLVING.
absl::Status Cancel(Plan& plan);
// PROPOSED → DISCARDED. FAILED_PRECONDITION: PLAN_NOT_PROPOSED.
absl::Status Discard(Plan& plan);
// PROPOSED → ADOPTED. FAILED_PRECONDITION: PLAN_NOT_PROPOSED, PLAN_EMPTY.
absl::Status Adopt(Plan& plan);
// ADOPTED → SUPERSEDED, when another is adopted.
void Supersede(Plan& plan);

std::string Etag(int64_t version);
// ABORTED: ETAG_MISMATCH. An empty `etag` matches any version.
absl::Status CheckEtag(const std::string& etag, int64_t version);

}  // namespace parley::scheduling::domain

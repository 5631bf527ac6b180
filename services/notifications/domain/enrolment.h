#pragma once

#include <optional>

#include "absl/time/time.h"
#include "libs/ids/id.h"
#include "services/notifications/domain/rules.h"

namespace parley::notifications::domain {

// As catalog's Enrolment.State.
enum class EnrolmentState { kApplied = 1, kAwaitingGuardian, kWaitlisted, kEnrolled, kSuspended, kCompleted, kWithdrawn };

// A person's place in a run, as catalog last told.
struct Enrolment {
  EnrolmentId id;
  RunId run_id;
  UserId user_id;
  EnrolmentState state = EnrolmentState::kApplied;
  absl::Time change_time;
};

// True when `told` is news beside what is `known`, rather than something told again.
bool IsNews(const std::optional<Enrolment>& known, const Enrolment& told);
// What the person is told of a change that is news; nullopt for what they did themselves or need not hear.
std::optional<Happening> HappeningOf(const std::optional<Enrolment>& known, const Enrolment& told);

}  // namespace parley::notifications::domain

#include "services/notifications/domain/enrolment.h"

namespace parley::notifications::domain {

bool IsNews(const std::optional<Enrolment>& known, const Enrolment& told) {
  if (!known) return true;
  return told.change_time > known->change_time || (told.change_time == known->change_time && told.state != known->state);
}

std::optional<Happening> HappeningOf(const std::optional<Enrolment>& known, const Enrolment& told) {
  if (told.state == EnrolmentState::kWaitlisted) return Happening::kPlaceAwaited;
  if (told.state != EnrolmentState::kEnrolled) return std::nullopt;
  if (!known) return Happening::kPlaceTaken;
  switch (known->state) {
    case EnrolmentState::kWaitlisted:
      return Happening::kPlaceGiven;
    case EnrolmentState::kEnrolled:
    case EnrolmentState::kSuspended:
      return std::nullopt;
    default:
      return Happening::kPlaceTaken;
  }
}

}  // namespace parley::notifications::domain

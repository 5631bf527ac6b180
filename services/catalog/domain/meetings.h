#pragma once

#include <vector>

#include "libs/errors/error.h"
#include "services/catalog/domain/course.h"
#include "services/catalog/domain/run.h"

namespace parley::catalog::domain {

// Lays the wished meetings, or the format's template, over the course's modules: each with its window, which is its module's week in the
// run's own zone unless another is wished. Notes in `bad` each that is of a foreign module, does not fit in its window, has a window of
// more than 31 days or outside the run, or begins before the one before it has ended.
std::vector<PlannedMeeting> LayMeetings(const Course& course, const RunWish& wish, absl::Time end_time, absl::Time now,
                                        errors::FieldErrors& bad);

}  // namespace parley::catalog::domain

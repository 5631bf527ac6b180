#pragma once

#include <string>

#include "absl/time/time.h"

namespace parley::notifications {

// "Sunday, March 29, 2026 at 6:00 PM (Europe/Paris)": a time by the clock of a zone, in a language of texts/. The offset comes from the
// system's tzdata; UTC where the system knows no such zone.
std::string DateAndTime(absl::Time time, const std::string& language, const std::string& time_zone);

}  // namespace parley::notifications

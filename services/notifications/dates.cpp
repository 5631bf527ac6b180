#include "services/notifications/dates.h"

#include <unicode/datefmt.h>
#include <unicode/simpletz.h>

#include <memory>
#include <stdexcept>

namespace parley::notifications {

std::string DateAndTime(absl::Time time, const std::string& language, const std::string& time_zone) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(time_zone, &zone)) zone = absl::UTCTimeZone();
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateFormat> format(
      icu::DateFormat::createInstanceForSkeleton("yMMMMEEEEdjm", icu::Locale(language.c_str()), status));
  if (U_FAILURE(status)) throw std::runtime_error("dates in " + language + ": " + u_errorName(status));
  const icu::UnicodeString name = icu::UnicodeString::fromUTF8(zone.name());
  // ICU has zone rules of its own, which are not the system's.
  format->adoptTimeZone(new icu::SimpleTimeZone(zone.At(time).offset * 1000, name));
  icu::UnicodeString text;
  format->format(static_cast<UDate>(absl::ToUnixMillis(time)), text);
  std::string utf8;
  return text.append(" (").append(name).append(")").toUTF8String(utf8);
}

}  // namespace parley::notifications

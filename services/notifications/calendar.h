#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/notifications/domain/meeting.h"
#include "services/notifications/mailbox.h"

namespace parley::notifications {

// A meeting as one person's calendar is told of it (RFC 5545, 5546).
struct CalendarEntry {
  domain::Method method = domain::Method::kRequest;
  std::string uid;
  int sequence = 0;
  absl::Time stamp;  // when it was written
  absl::Time start_time;
  absl::Time end_time;
  std::string time_zone;  // IANA; UTC where the system knows no such zone
  std::string summary;
  std::string description;
  std::string url;  // where to go for it
  Mailbox organizer;
  Mailbox attendee;
};

// The iCalendar object, CRLF lines folded at 75 bytes: the event in the person's zone, whose rules around it come from the system's tzdata.
std::string ComposeCalendar(const CalendarEntry& entry);

// "REQUEST" or "CANCEL".
std::string NameOf(domain::Method method);

}  // namespace parley::notifications

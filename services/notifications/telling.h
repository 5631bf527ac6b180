#pragma once

#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/notifications/domain/rules.h"

namespace parley::notifications {

// What a happening is about; see domain::Notification.
struct About {
  std::string subject_id;
  RunId run_id;
  int64_t occurrence = 0;
  std::optional<absl::Time> start_time;
};

// A notification for each person whom the rules tell of it, and its mail; whoever was told before is left alone. Returns the notifications
// that are new. `from_address` is where mail comes from; Message-IDs are under its domain.
std::vector<NotificationId> Tell(postgres::Session& db, domain::Happening happening, const std::vector<domain::Concerned>& concerned,
                                 const About& about, const std::string& from_address, absl::Time now);

}  // namespace parley::notifications

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/postgres/connection.h"
#include "services/notifications/domain/notification.h"

namespace parley::notifications {

// Asks moderation for a nudge's words. NOT_FOUND when it does not know the nudge.
using FetchNudge = std::function<absl::StatusOr<std::string>(const std::string& nudge_id)>;

// The nudges among `notifications` whose words are not kept here.
std::vector<std::string> NudgesWithoutWords(postgres::Session& db, const std::vector<domain::Notification>& notifications);
// Asks for them and keeps what is answered, up to the first that moderation can't answer now. Never call it inside a transaction.
absl::Status LearnNudges(postgres::Session& db, const FetchNudge& fetch, const std::vector<std::string>& nudge_ids);

}  // namespace parley::notifications

#include "services/notifications/nudges.h"

#include "services/notifications/store/projections.h"

namespace parley::notifications {

std::vector<std::string> NudgesWithoutWords(postgres::Session& db, const std::vector<domain::Notification>& notifications) {
  std::vector<std::string> nudges;
  for (const auto& notification : notifications) {
    if (notification.topic == domain::Topic::kParticipantNudged) nudges.push_back(notification.subject_id);
  }
  if (nudges.empty()) return nudges;
  const auto known = store::GetNudgeWords(db, nudges);
  std::erase_if(nudges, [&known](const std::string& id) { return known.contains(id); });
  return nudges;
}

absl::Status LearnNudges(postgres::Session& db, const FetchNudge& fetch, const std::vector<std::string>& nudge_ids) {
  for (const std::string& nudge_id : nudge_ids) {
    const auto words = fetch(nudge_id);
    if (!words.ok() && !absl::IsNotFound(words.status())) return words.status();
    store::StoreNudgeWords(db, nudge_id, words.ok() ? *words : "");
  }
  return absl::OkStatus();
}

}  // namespace parley::notifications

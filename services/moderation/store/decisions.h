#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/moderation/domain/decision.h"

namespace parley::moderation::store {

// Stores a decision with all it means: of HIDE the video's mark, the hold to be placed and the event; and the audit entry. The video is
// locked.
void InsertDecision(postgres::Session& db, const domain::Decision& decision);
// Takes a decision that hides back, which `reversed` says how: the video's mark, the hold to be lifted, the event, the audit entry. The
// video is locked.
void SaveReversed(postgres::Session& db, const domain::Decision& reversed);

std::optional<domain::Decision> GetDecisionOfItem(postgres::Session& db, const QueueItemId& id);
// The one that hides the video now.
std::optional<domain::Decision> GetHidingDecision(postgres::Session& db, const VideoId& id);
// Those that hid an author's videos, newest first; `before` is empty for the first page.
std::vector<domain::Decision> ListDecisionsOnAuthor(postgres::Session& db, const UserId& author_id, const std::string& before, int limit);

}  // namespace parley::moderation::store

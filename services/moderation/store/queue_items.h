#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/moderation/domain/queue_item.h"
#include "services/moderation/domain/video.h"

namespace parley::moderation::store {

// A new item about a video; `item` has kind, gravity and complaint_count. The video is locked, and has no item that waits.
void InsertQueueItem(postgres::Session& db, const domain::QueueItem& item);

std::optional<domain::QueueItem> GetQueueItem(postgres::Session& db, const QueueItemId& id);
std::optional<domain::QueueItem> GetQueueItemForUpdate(postgres::Session& db, const QueueItemId& id);
// The one item of a video that waits.
std::optional<domain::QueueItem> GetWaitingItemForUpdate(postgres::Session& db, const VideoId& video_id);
// Saves a locked item.
void SaveQueueItem(postgres::Session& db, const domain::QueueItem& item);

// Which items a page shows.
struct QueueView {
  UserId moderator_id;
  bool with_partners = false;  // those the moderator coordinates
  domain::ItemState state = domain::ItemState::kWaiting;
  RunId run_id;  // may be empty
};
// Where a page begins: after this one.
struct QueueCursor {
  int gravity = 0;
  std::string queue_item_id;
};
QueueCursor BeforeGravest();
std::vector<domain::QueueItem> ListQueueItems(postgres::Session& db, const QueueView& view, const QueueCursor& after, int limit);

}  // namespace parley::moderation::store

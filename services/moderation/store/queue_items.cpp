#include "services/moderation/store/queue_items.h"

#include "services/moderation/sql.h"

namespace parley::moderation::store {
namespace {

domain::QueueItem ReadItem(const postgres::Row& row) {
  domain::QueueItem item;
  item.id = row.Get<QueueItemId>("queue_item_id");
  item.kind = row.Get<domain::Kind>("kind");
  item.state = row.Get<domain::ItemState>("state");
  item.gravity = row.Get<int>("gravity");
  item.video_id = row.Get<VideoId>("video_id");
  item.run_id = row.Get<RunId>("run_id");
  item.group_id = row.Get<GroupId>("group_id");
  item.author_id = row.Get<UserId>("author_id");
  item.create_time = row.Get<absl::Time>("create_time");
  item.claimed_by = row.GetOr("claimed_by", UserId());
  item.claim_expire_time = row.Get<absl::Time>("claim_expire_time");
  item.complaint_count = row.Get<int>("complaint_count");
  item.version = row.Get<int64_t>("version");
  return item;
}

std::optional<domain::QueueItem> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  return ReadItem(result.front());
}

}  // namespace

void InsertQueueItem(postgres::Session& db, const domain::QueueItem& item) {
  db.Defer(sql::kInsertQueueItem, item.id, item.kind, item.gravity, item.video_id, item.run_id, item.group_id, item.author_id,
           item.create_time, item.complaint_count);
}

std::optional<domain::QueueItem> GetQueueItem(postgres::Session& db, const QueueItemId& id) {
  return ReadOne(db.Execute(sql::kGetQueueItem, id));
}

std::optional<domain::QueueItem> GetQueueItemForUpdate(postgres::Session& db, const QueueItemId& id) {
  return ReadOne(db.Execute(sql::kGetQueueItemForUpdate, id));
}

std::optional<domain::QueueItem> GetWaitingItemForUpdate(postgres::Session& db, const VideoId& video_id) {
  return ReadOne(db.Execute(sql::kGetWaitingItemForUpdate, video_id));
}

void SaveQueueItem(postgres::Session& db, const domain::QueueItem& item) {
  db.Defer(sql::kUpdateQueueItem, item.id, item.kind, item.state, item.gravity, item.claimed_by, item.claim_expire_time,
           item.complaint_count, item.version);
}

QueueCursor BeforeGravest() { return {1000, "00000000-0000-0000-0000-000000000000"}; }

std::vector<domain::QueueItem> ListQueueItems(postgres::Session& db, const QueueView& view, const QueueCursor& after, int limit) {
  std::vector<domain::QueueItem> items;
  for (const auto& row : db.Execute(sql::kListQueueItems, view.moderator_id, view.with_partners, view.state, view.run_id, after.gravity,
                                    after.queue_item_id, limit)) {
    items.push_back(ReadItem(row));
  }
  return items;
}

}  // namespace parley::moderation::store

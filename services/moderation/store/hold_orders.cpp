#include "services/moderation/store/hold_orders.h"

#include "services/moderation/sql.h"

namespace parley::moderation::store {

void AddHoldOrder(postgres::Session& db, const HoldOrder& order, absl::Time now) {
  db.Defer(sql::kInsertHoldOrder, order.id, order.video_id, order.kind, order.reason, now);
}

std::vector<HoldOrder> ClaimHoldOrders(postgres::Session& db, absl::Time now, absl::Time lease_time) {
  std::vector<HoldOrder> orders;
  for (const auto& row : db.Execute(sql::kClaimHoldOrders, now, lease_time)) {
    orders.push_back({row.Get<std::string>("order_id"), row.Get<VideoId>("video_id"), row.Get<HoldOrder::Kind>("kind"),
                      row.Get<std::string>("reason"), row.Get<int>("attempts")});
  }
  return orders;
}

HoldBacklog GetHoldBacklog(postgres::Session& db) {
  const postgres::Result rows = db.Execute(sql::kGetHoldBacklog);
  return {rows.front().Get<int64_t>("waiting"), rows.front().GetOptional<absl::Time>("oldest_time")};
}

void EndHoldOrder(postgres::Session& db, const std::string& id, OrderEnd end) { db.Defer(sql::kEndHoldOrder, id, end); }

void PutOffHoldOrder(postgres::Session& db, const std::string& id, absl::Time due_time) { db.Defer(sql::kPutOffHoldOrder, id, due_time); }

}  // namespace parley::moderation::store

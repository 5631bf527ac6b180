#include "services/notifications/store/deliveries.h"

#include "services/notifications/sql.h"

namespace parley::notifications::store {
namespace {

// Empty text as NULL.
postgres::Param Filled(const std::string& text) { return text.empty() ? postgres::Param() : postgres::Param(text); }

}  // namespace

void InsertDelivery(postgres::Session& db, const domain::Delivery& delivery) {
  const postgres::Param sealed = delivery.sealed_url.empty() ? postgres::Param() : postgres::ToParam(postgres::Bytes{delivery.sealed_url});
  db.Defer(sql::kInsertDelivery, delivery.id, delivery.cause_id, delivery.kind, delivery.message_id, delivery.user_id,
           Filled(delivery.email), Filled(delivery.locale), sealed, delivery.create_time, delivery.expire_time, delivery.role);
}

std::optional<domain::Delivery> ClaimDelivery(postgres::Session& db, absl::Time now) {
  const postgres::Result rows = db.Execute(sql::kClaimDelivery, now, now + domain::kLease, NewUuid(now));
  if (rows.empty()) return std::nullopt;
  const postgres::Row row = rows.front();
  domain::Delivery delivery;
  delivery.id = row.Get<domain::DeliveryId>("delivery_id");
  delivery.cause_id = row.Get<std::string>("cause_id");
  delivery.kind = row.Get<domain::Kind>("kind");
  delivery.message_id = row.Get<std::string>("message_id");
  delivery.user_id = row.GetOr<UserId>("user_id", {});
  delivery.email = row.GetOr<std::string>("email", "");
  delivery.locale = row.GetOr<std::string>("locale", "");
  delivery.sealed_url = row.GetOr<postgres::Bytes>("sealed_url", {}).data;
  delivery.role = row.GetOptional<auth::Role>("role");
  delivery.create_time = row.Get<absl::Time>("create_time");
  delivery.expire_time = row.Get<absl::Time>("expire_time");
  delivery.attempt = row.Get<int>("attempt");
  delivery.lease_id = row.Get<std::string>("lease_id");
  return delivery;
}

void SetSent(postgres::Session& db, const domain::DeliveryId& id, absl::Time now) { db.Defer(sql::kSetDeliverySent, id, now); }

void End(postgres::Session& db, const domain::Delivery& delivery, domain::DeliveryState state, const std::string& why, absl::Time now) {
  db.Defer(sql::kEndDelivery, delivery.id, delivery.lease_id, state, now, why);
}

void Postpone(postgres::Session& db, const domain::Delivery& delivery, const std::string& why, absl::Time next) {
  db.Defer(sql::kPostponeDelivery, delivery.id, delivery.lease_id, next, why);
}

DeliveryBacklog GetBacklog(postgres::Session& db) {
  const postgres::Result rows = db.Execute(sql::kGetDeliveryBacklog);
  return {rows.front().Get<int64_t>("waiting"), rows.front().GetOptional<absl::Time>("oldest_time")};
}

}  // namespace parley::notifications::store

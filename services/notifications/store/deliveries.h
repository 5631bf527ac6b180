#pragma once

#include <optional>
#include <string>

#include "libs/postgres/connection.h"
#include "services/notifications/domain/delivery.h"

namespace parley::notifications::store {

// Queues a delivery by mail; nothing happens when its cause has one.
void InsertDelivery(postgres::Session& db, const domain::Delivery& delivery);

// Leases the next delivery that is due, counting a try; nullopt when none is. One whose lease ended is due again.
std::optional<domain::Delivery> ClaimDelivery(postgres::Session& db, absl::Time now);

// A server accepted it: final, whoever holds the lease. The address and the secret are blanked.
void SetSent(postgres::Session& db, const domain::DeliveryId& id, absl::Time now);
// EXPIRED or FAILED, by the holder of the lease. The address and the secret are blanked.
void End(postgres::Session& db, const domain::Delivery& delivery, domain::DeliveryState state, const std::string& why, absl::Time now);
// Back to QUEUED, by the holder of the lease.
void Postpone(postgres::Session& db, const domain::Delivery& delivery, const std::string& why, absl::Time next);

// What was not sent yet, for operators.
struct DeliveryBacklog {
  int64_t waiting = 0;
  std::optional<absl::Time> oldest_time;
};
DeliveryBacklog GetBacklog(postgres::Session& db);

}  // namespace parley::notifications::store

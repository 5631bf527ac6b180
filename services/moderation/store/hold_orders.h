#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "services/moderation/domain/ids.h"

// Holds the exchange is to place or lift: written with the decision, taken to the exchange until it has them.
namespace parley::moderation::store {

struct HoldOrder {
  enum class Kind { kPlace = 1, kLift = 2 };
  std::string id;  // the rpc's request_id
  VideoId video_id;
  Kind kind = Kind::kPlace;
  std::string reason;  // of kPlace
  int attempts = 0;
};

enum class OrderEnd { kTaken = 2, kRefused = 3 };

void AddHoldOrder(postgres::Session& db, const HoldOrder& order, absl::Time now);
// Up to ten that are due, of each video the first alone; nobody else gets them before `lease_time`.
std::vector<HoldOrder> ClaimHoldOrders(postgres::Session& db, absl::Time now, absl::Time lease_time);
// What the exchange has not yet.
struct HoldBacklog {
  int64_t waiting = 0;
  std::optional<absl::Time> oldest_time;
};
HoldBacklog GetHoldBacklog(postgres::Session& db);

void EndHoldOrder(postgres::Session& db, const std::string& id, OrderEnd end);
void PutOffHoldOrder(postgres::Session& db, const std::string& id, absl::Time due_time);

}  // namespace parley::moderation::store

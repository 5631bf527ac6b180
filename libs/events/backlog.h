#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"

// What waits in a service's own tables, for its operators.
namespace parley::events {

// Events that were committed and that no relay has given a position.
struct OutboxBacklog {
  int64_t waiting = 0;
  std::optional<absl::Time> oldest_time;
};
OutboxBacklog GetOutboxBacklog(postgres::Session& db);

// Dead letters by producer; those without have no entry.
std::map<std::string, int64_t> CountDeadLetters(postgres::Session& db);

// The dead letters about one aggregate: the first could not be applied, the others wait behind it.
struct DeadLetters {
  std::string producer;
  std::string aggregate_id;
  int64_t events = 0;
  std::string type;  // of the first
  int64_t position = 0;
  absl::Time dead_time;
  std::string error;  // as of its last try
};
std::vector<DeadLetters> ListDeadLetters(postgres::Session& db);

}  // namespace parley::events

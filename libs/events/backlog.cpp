#include "libs/events/backlog.h"

#include "libs/events/sql.h"

namespace parley::events {

OutboxBacklog GetOutboxBacklog(postgres::Session& db) {
  const postgres::Result rows = db.Execute(sql::kOutboxBacklog);
  return {rows.front().Get<int64_t>("waiting"), rows.front().GetOptional<absl::Time>("oldest_time")};
}

std::map<std::string, int64_t> CountDeadLetters(postgres::Session& db) {
  std::map<std::string, int64_t> counts;
  for (const postgres::Row row : db.Execute(sql::kDeadLetterCounts)) counts[row.Get<std::string>("producer")] = row.Get<int64_t>("events");
  return counts;
}

std::vector<DeadLetters> ListDeadLetters(postgres::Session& db) {
  std::vector<DeadLetters> letters;
  for (const postgres::Row row : db.Execute(sql::kDeadLetterList)) {
    letters.push_back({row.Get<std::string>("producer"), row.Get<std::string>("aggregate_id"), row.Get<int64_t>("events"),
                       row.Get<std::string>("type"), row.Get<int64_t>("position"), row.Get<absl::Time>("dead_time"),
                       row.Get<std::string>("error")});
  }
  return letters;
}

}  // namespace parley::events

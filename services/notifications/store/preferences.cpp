#include "services/notifications/store/preferences.h"

#include "services/notifications/sql.h"

namespace parley::notifications::store {
namespace {

std::vector<int64_t> NumbersOf(const std::vector<domain::Topic>& topics) {
  std::vector<int64_t> numbers;
  numbers.reserve(topics.size());
  for (const domain::Topic topic : topics) numbers.push_back(static_cast<int64_t>(topic));
  return numbers;
}

}  // namespace

std::set<domain::Topic> ListMailsOff(postgres::Session& db, const UserId& user_id) {
  std::set<domain::Topic> topics;
  for (const postgres::Row row : db.Execute(sql::kListMailsOff, user_id)) topics.insert(row.Get<domain::Topic>("topic"));
  return topics;
}

void ChangeMails(postgres::Session& db, const UserId& user_id, const std::vector<domain::Topic>& on,
                 const std::vector<domain::Topic>& off) {
  db.Defer(sql::kLockMailsOff, user_id);
  db.Defer(sql::kTurnMailsOn, user_id, NumbersOf(on));
  db.Defer(sql::kTurnMailsOff, user_id, NumbersOf(off));
}

}  // namespace parley::notifications::store

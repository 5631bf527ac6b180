#include "services/scheduling/store/planning.h"

#include <limits>
#include <map>

#include "services/scheduling/sql.h"
#include "services/scheduling/store/availability.h"

namespace parley::scheduling::store {
namespace {

constexpr char kBeforeEveryId[] = "00000000-0000-0000-0000-000000000000";

std::map<UserId, std::vector<domain::Stretch>> ListBusy(postgres::Session& db, const RunId& run_id, const std::vector<UserId>& user_ids,
                                                        absl::Time now) {
  std::map<UserId, std::vector<domain::Stretch>> busy;
  for (const auto& row : db.Execute(sql::kListBusy, user_ids, run_id, now)) {
    busy[row.Get<UserId>("user_id")].push_back({row.Get<absl::Time>("start_time"), row.Get<absl::Time>("end_time")});
  }
  return busy;
}

// Sets when people can and when they can't.
template <class Someone>
void LoadTimes(postgres::Session& db, const RunId& run_id, std::vector<Someone>& people, absl::Time now) {
  std::vector<UserId> ids;
  ids.reserve(people.size());
  for (const Someone& one : people) ids.push_back(one.id);
  auto availabilities = ListAvailabilities(db, ids);
  auto busy = ListBusy(db, run_id, ids, now);
  for (Someone& one : people) {
    if (const auto found = availabilities.find(one.id); found != availabilities.end()) one.availability = std::move(found->second);
    one.busy = std::move(busy[one.id]);
  }
}

}  // namespace

std::vector<domain::Person> LoadPeople(postgres::Session& db, const RunId& run_id, const std::vector<UserId>& user_ids, absl::Time now) {
  std::map<UserId, domain::Person> found;
  for (const auto& row : db.Execute(sql::kListPeople, user_ids)) {
    if (row.Get<int64_t>("asked_changes") == 0) continue;
    domain::Person person;
    person.id = row.Get<UserId>("user_id");
    person.region = row.Get<std::string>("region");
    person.class_id = row.Get<std::string>("class_id");
    person.languages = row.Get<std::vector<std::string>>("languages");
    found.emplace(person.id, std::move(person));
  }
  std::vector<domain::Person> people;
  people.reserve(found.size());
  for (auto& [id, person] : found) people.push_back(std::move(person));
  LoadTimes(db, run_id, people, now);
  return people;
}

std::vector<domain::Leader> LoadLeaders(postgres::Session& db, const RunId& run_id, absl::Time now) {
  std::vector<domain::Leader> leaders;
  for (const auto& row : db.Execute(sql::kListRunFacilitators, run_id, kBeforeEveryId, std::numeric_limits<int>::max())) {
    domain::Leader leader;
    leader.id = row.Get<UserId>("user_id");
    leader.languages = row.Get<std::vector<std::string>>("languages");
    leader.most_groups = row.Get<int>("most_groups");
    leaders.push_back(std::move(leader));
  }
  LoadTimes(db, run_id, leaders, now);
  return leaders;
}

}  // namespace parley::scheduling::store

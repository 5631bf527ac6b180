#include "services/scheduling/store/facilitators.h"

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/scheduling/v1/events.pb.h"
#include "services/scheduling/sql.h"
#include "services/scheduling/store/people.h"

namespace parley::scheduling::store {
namespace {

constexpr char kBeforeEveryId[] = "00000000-0000-0000-0000-000000000000";

void Publish(postgres::Session& db, const RunId& run_id, const UserId& user_id, bool is_facilitator, absl::Time now) {
  v1::RunFacilitatorChanged event;
  event.set_run_id(run_id.text());
  event.set_user_id(user_id.text());
  event.set_is_facilitator(is_facilitator);
  *event.mutable_change_time() = rpc::ToProto(now);
  events::Publish(db, run_id.text(), event, now);
}

v1::RunFacilitator Show(const RunId& run_id, const postgres::Row& row) {
  v1::RunFacilitator facilitator;
  facilitator.set_run_id(run_id.text());
  facilitator.set_user_id(row.Get<std::string>("user_id"));
  for (const auto& language : row.Get<std::vector<std::string>>("languages")) facilitator.add_languages(language);
  facilitator.set_most_groups(row.Get<int>("most_groups"));
  facilitator.set_group_count(row.Get<int>("group_count"));
  *facilitator.mutable_profile() = ReadProfile(row);
  return facilitator;
}

}  // namespace

void PutRunFacilitator(postgres::Session& db, const RunId& run_id, const UserId& user_id, const std::vector<std::string>& languages,
                       int most_groups, absl::Time now) {
  const postgres::Result result = db.Execute(sql::kPutRunFacilitator, run_id, user_id, languages, most_groups);
  if (result.front().Get<bool>("is_new")) Publish(db, run_id, user_id, true, now);
}

void DeleteRunFacilitator(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now) {
  if (db.Execute(sql::kDeleteRunFacilitator, run_id, user_id).affected() == 1) Publish(db, run_id, user_id, false, now);
}

bool NoteFacilitatorRevoked(postgres::Session& db, const UserId& user_id, const std::string& partner_id, int64_t version) {
  return db.Execute(sql::kNoteFacilitatorRevoked, user_id, partner_id, version).affected() == 1;
}

std::vector<RunId> ListRunsOfFacilitator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  std::vector<RunId> runs;
  for (const auto& row : db.Execute(sql::kListRunsOfFacilitator, user_id, partner_id)) runs.push_back(row.Get<RunId>("run_id"));
  return runs;
}

std::optional<v1::RunFacilitator> GetRunFacilitator(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetRunFacilitator, run_id, user_id);
  if (result.empty()) return std::nullopt;
  return Show(run_id, result.front());
}

std::vector<v1::RunFacilitator> ListRunFacilitators(postgres::Session& db, const RunId& run_id, const std::string& after, int limit) {
  std::vector<v1::RunFacilitator> facilitators;
  for (const auto& row : db.Execute(sql::kListRunFacilitators, run_id, after.empty() ? kBeforeEveryId : after, limit)) {
    facilitators.push_back(Show(run_id, row));
  }
  return facilitators;
}

}  // namespace parley::scheduling::store

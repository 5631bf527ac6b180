#include "services/catalog/store/runs.h"

#include "services/catalog/sql.h"
#include "services/catalog/store/plans.h"

namespace parley::catalog::store {
namespace {

constexpr char kAfterEveryId[] = "ffffffff-ffff-ffff-ffff-ffffffffffff";

domain::Run ReadRun(const postgres::Row& row) {
  domain::Run run;
  run.id = row.Get<RunId>("run_id");
  run.course_id = row.Get<CourseId>("course_id");
  run.partner_id = row.Get<PartnerId>("partner_id");
  run.title = row.Get<std::string>("title");
  run.format = row.Get<domain::Format>("format");
  run.state = row.Get<domain::RunState>("state");
  run.start_time = row.Get<absl::Time>("start_time");
  run.end_time = row.Get<absl::Time>("end_time");
  run.time_zone = row.Get<std::string>("time_zone");
  run.capacity = row.Get<int>("capacity");
  run.enrolled_count = row.Get<int>("enrolled_count");
  run.group_size = {row.Get<int>("min_present"), row.Get<int>("max_present")};
  run.working_languages = row.Get<std::vector<std::string>>("working_languages");
  run.video_limits.min_duration = absl::Milliseconds(row.Get<int64_t>("min_duration_ms"));
  run.video_limits.max_duration = absl::Milliseconds(row.Get<int64_t>("max_duration_ms"));
  run.video_limits.max_size_bytes = row.Get<int64_t>("max_size_bytes");
  run.plenary_group_id = row.Get<GroupId>("plenary_group_id");
  run.create_time = row.Get<absl::Time>("create_time");
  run.held_count = row.Get<int>("held_count");
  run.offers_due = row.Get<bool>("offers_due");
  run.opened = row.Get<bool>("opened");
  run.version = row.Get<int64_t>("version");
  return run;
}

std::vector<domain::Run> ReadRuns(const postgres::Result& result) {
  std::vector<domain::Run> runs;
  for (const postgres::Row& row : result) runs.push_back(ReadRun(row));
  return runs;
}

std::vector<DueRun> ReadDue(const postgres::Result& result) {
  std::vector<DueRun> due;
  for (const postgres::Row& row : result) due.push_back({row.Get<RunId>("run_id"), row.Get<PartnerId>("partner_id")});
  return due;
}

}  // namespace

void InsertRun(postgres::Session& db, const domain::Run& run) {
  db.Defer(sql::kInsertRun, run.id, run.course_id, run.partner_id, run.title, run.format, run.state, run.start_time, run.time_zone,
           run.capacity, run.working_languages, absl::ToInt64Milliseconds(run.video_limits.min_duration),
           absl::ToInt64Milliseconds(run.video_limits.max_duration), run.video_limits.max_size_bytes, run.plenary_group_id, run.create_time,
           run.end_time, run.group_size.min_present, run.group_size.max_present, run.opened, run.offers_due);
  InsertPlan(db, run);
}

std::optional<domain::Run> GetRun(postgres::Session& db, const RunId& id) {
  std::vector<domain::Run> runs = ReadRuns(db.Execute(sql::kGetRun, id));
  if (runs.empty()) return std::nullopt;
  LoadPlans(db, runs);
  return std::move(runs.front());
}

std::optional<domain::Run> LockRun(postgres::Session& db, const RunId& id) {
  std::vector<domain::Run> runs = ReadRuns(db.Execute(sql::kGetRunForUpdate, id));
  if (runs.empty()) return std::nullopt;
  return std::move(runs.front());
}

std::vector<domain::Run> ListRuns(postgres::Session& db, const CourseId& course_id, const RunId& after, int limit) {
  const RunId before = after.empty() ? RunId::Trusted(kAfterEveryId) : after;
  std::vector<domain::Run> runs = ReadRuns(course_id.empty() ? db.Execute(sql::kListRuns, before, limit)
                                                             : db.Execute(sql::kListRunsOfCourse, before, limit, course_id));
  LoadPlans(db, runs);
  return runs;
}

std::vector<domain::Run> ListRunsOfPartner(postgres::Session& db, const PartnerId& partner_id, const RunId& after, int limit) {
  const RunId before = after.empty() ? RunId::Trusted(kAfterEveryId) : after;
  std::vector<domain::Run> runs = ReadRuns(db.Execute(sql::kListRunsOfPartner, before, limit, partner_id));
  LoadPlans(db, runs);
  return runs;
}

void SaveOpened(postgres::Session& db, domain::Run& run) {
  db.Defer(sql::kOpenRun, run.id);
  ++run.version;
}

void SaveCancelled(postgres::Session& db, domain::Run& run) {
  db.Defer(sql::kCancelRun, run.id);
  ++run.version;
}

void SaveSeats(postgres::Session& db, const domain::Run& run) {
  db.Defer(sql::kSetSeats, run.id, run.enrolled_count, run.held_count, run.offers_due);
}

std::vector<DueRun> StartDueRuns(postgres::Session& db, absl::Time now) { return ReadDue(db.Execute(sql::kStartDueRuns, now)); }

std::vector<DueRun> FinishDueRuns(postgres::Session& db, absl::Time now) { return ReadDue(db.Execute(sql::kFinishDueRuns, now)); }

}  // namespace parley::catalog::store

#include "services/catalog/store/runs.h"

#include <unordered_map>

#include "services/catalog/sql.h"

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
  run.time_zone = row.Get<std::string>("time_zone");
  run.capacity = row.Get<int>("capacity");
  run.enrolled_count = row.Get<int>("enrolled_count");
  run.working_languages = row.Get<std::vector<std::string>>("working_languages");
  run.video_limits.min_duration = absl::Milliseconds(row.Get<int64_t>("min_duration_ms"));
  run.video_limits.max_duration = absl::Milliseconds(row.Get<int64_t>("max_duration_ms"));
  run.video_limits.max_size_bytes = row.Get<int64_t>("max_size_bytes");
  run.plenary_group_id = row.Get<GroupId>("plenary_group_id");
  run.create_time = row.Get<absl::Time>("create_time");
  run.version = row.Get<int64_t>("version");
  return run;
}

domain::PlannedPrompt ReadPrompt(const postgres::Row& row) {
  return {row.Get<PromptId>("prompt_id"), row.Get<ModuleId>("module_id"), row.Get<std::string>("text"), row.Get<absl::Time>("open_time"),
          row.GetOptional<absl::Time>("close_time")};
}

// The prompts of all the runs by one statement.
void LoadPrompts(postgres::Session& db, std::vector<domain::Run>& runs) {
  std::vector<RunId> ids;
  ids.reserve(runs.size());
  for (const domain::Run& run : runs) ids.push_back(run.id);
  std::unordered_map<RunId, std::vector<domain::PlannedPrompt>> prompts;
  const postgres::Result result = db.Execute(sql::kListPrompts, ids);
  for (const postgres::Row& row : result) prompts[row.Get<RunId>("run_id")].push_back(ReadPrompt(row));
  for (domain::Run& run : runs) run.prompts = std::move(prompts[run.id]);
}

std::vector<domain::Run> ReadRuns(const postgres::Result& result) {
  std::vector<domain::Run> runs;
  for (const postgres::Row& row : result) runs.push_back(ReadRun(row));
  return runs;
}

// The prompts column by column, as one statement takes them.
struct PromptColumns {
  std::vector<PromptId> ids;
  std::vector<ModuleId> module_ids;
  std::vector<std::string> texts, open_times, close_times;  // empty: never closes
};

PromptColumns ToColumns(const std::vector<domain::PlannedPrompt>& prompts) {
  PromptColumns columns;
  for (const domain::PlannedPrompt& prompt : prompts) {
    columns.ids.push_back(prompt.id);
    columns.module_ids.push_back(prompt.module_id);
    columns.texts.push_back(prompt.text);
    columns.open_times.push_back(*postgres::ToParam(prompt.open_time));
    columns.close_times.push_back(postgres::ToParam(prompt.close_time).value_or(""));
  }
  return columns;
}

}  // namespace

void InsertRun(postgres::Session& db, const domain::Run& run) {
  db.Execute(sql::kInsertRun, run.id, run.course_id, run.partner_id, run.title, run.format, run.state, run.start_time, run.time_zone,
             run.capacity, run.working_languages, absl::ToInt64Milliseconds(run.video_limits.min_duration),
             absl::ToInt64Milliseconds(run.video_limits.max_duration), run.video_limits.max_size_bytes, run.plenary_group_id,
             run.create_time);
  const PromptColumns columns = ToColumns(run.prompts);
  db.Execute(sql::kInsertPrompts, run.id, columns.ids, columns.module_ids, columns.texts, columns.open_times, columns.close_times);
}

std::optional<domain::Run> GetRun(postgres::Session& db, const RunId& id) {
  std::vector<domain::Run> runs = ReadRuns(db.Execute(sql::kGetRun, id));
  if (runs.empty()) return std::nullopt;
  LoadPrompts(db, runs);
  return std::move(runs.front());
}

std::optional<domain::Run> LockRun(postgres::Session& db, const RunId& id) {
  std::vector<domain::Run> runs = ReadRuns(db.Execute(sql::kGetRunForUpdate, id));
  if (runs.empty()) return std::nullopt;
  return std::move(runs.front());
}

void LoadPrompts(postgres::Session& db, domain::Run& run) {
  const postgres::Result result = db.Execute(sql::kListPrompts, std::vector<RunId>{run.id});
  run.prompts.clear();
  for (const postgres::Row& row : result) run.prompts.push_back(ReadPrompt(row));
}

std::vector<domain::Run> ListRuns(postgres::Session& db, const CourseId& course_id, const RunId& after, int limit) {
  const RunId before = after.empty() ? RunId::Trusted(kAfterEveryId) : after;
  std::vector<domain::Run> runs = ReadRuns(course_id.empty() ? db.Execute(sql::kListRuns, before, limit)
                                                             : db.Execute(sql::kListRunsOfCourse, before, limit, course_id));
  LoadPrompts(db, runs);
  return runs;
}

void SaveOpened(postgres::Session& db, domain::Run& run) {
  db.Execute(sql::kOpenRun, run.id);
  ++run.version;
}

void SaveSeats(postgres::Session& db, const domain::Run& run) { db.Execute(sql::kSetSeatsTaken, run.id, run.enrolled_count); }

std::vector<RunId> StartDueRuns(postgres::Session& db, absl::Time now) {
  const postgres::Result result = db.Execute(sql::kStartDueRuns, now);
  std::vector<RunId> ids;
  for (const postgres::Row& row : result) ids.push_back(row.Get<RunId>("run_id"));
  return ids;
}

}  // namespace parley::catalog::store

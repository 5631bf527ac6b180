#include "services/catalog/store/plans.h"

#include <unordered_map>

#include "services/catalog/sql.h"

namespace parley::catalog::store {
namespace {

// Lists go to a statement column by column.
void InsertPrompts(postgres::Session& db, const domain::Run& run) {
  std::vector<PromptId> ids;
  std::vector<ModuleId> module_ids;
  std::vector<std::string> texts, open_times, close_times;  // empty: never closes
  for (const domain::PlannedPrompt& prompt : run.prompts) {
    ids.push_back(prompt.id);
    module_ids.push_back(prompt.module_id);
    texts.push_back(prompt.text);
    open_times.push_back(*postgres::ToParam(prompt.open_time));
    close_times.push_back(postgres::ToParam(prompt.close_time).value_or(""));
  }
  db.Defer(sql::kInsertPrompts, run.id, ids, module_ids, texts, open_times, close_times);
}

void InsertMeetings(postgres::Session& db, const domain::Run& run) {
  std::vector<PlannedMeetingId> ids;
  std::vector<ModuleId> module_ids;
  std::vector<int64_t> durations_ms;
  std::vector<std::string> starts, ends;
  for (const domain::PlannedMeeting& meeting : run.meetings) {
    ids.push_back(meeting.id);
    module_ids.push_back(meeting.module_id);
    durations_ms.push_back(absl::ToInt64Milliseconds(meeting.duration));
    starts.push_back(*postgres::ToParam(meeting.window_start_time));
    ends.push_back(*postgres::ToParam(meeting.window_end_time));
  }
  db.Defer(sql::kInsertMeetings, run.id, ids, module_ids, durations_ms, starts, ends);
}

domain::PlannedPrompt ReadPrompt(const postgres::Row& row) {
  return {row.Get<PromptId>("prompt_id"), row.Get<ModuleId>("module_id"), row.Get<std::string>("text"), row.Get<absl::Time>("open_time"),
          row.GetOptional<absl::Time>("close_time")};
}

domain::PlannedMeeting ReadMeeting(const postgres::Row& row) {
  return {row.Get<PlannedMeetingId>("planned_meeting_id"), row.Get<ModuleId>("module_id"),
          absl::Milliseconds(row.Get<int64_t>("duration_ms")), row.Get<absl::Time>("window_start_time"),
          row.Get<absl::Time>("window_end_time")};
}

}  // namespace

void InsertPlan(postgres::Session& db, const domain::Run& run) {
  InsertPrompts(db, run);
  if (!run.meetings.empty()) InsertMeetings(db, run);
}

void LoadPlans(postgres::Session& db, std::vector<domain::Run>& runs) {
  if (runs.empty()) return;
  std::vector<RunId> ids;
  std::unordered_map<RunId, domain::Run*> by_id;
  for (domain::Run& run : runs) {
    ids.push_back(run.id);
    by_id[run.id] = &run;
    run.prompts.clear();
    run.meetings.clear();
  }
  const postgres::Result prompts = db.Execute(sql::kListPrompts, ids);
  for (const postgres::Row& row : prompts) by_id.at(row.Get<RunId>("run_id"))->prompts.push_back(ReadPrompt(row));
  const postgres::Result meetings = db.Execute(sql::kListMeetings, ids);
  for (const postgres::Row& row : meetings) by_id.at(row.Get<RunId>("run_id"))->meetings.push_back(ReadMeeting(row));
}

void LoadPlan(postgres::Session& db, domain::Run& run) {
  std::vector<domain::Run> runs = {std::move(run)};
  LoadPlans(db, runs);
  run = std::move(runs.front());
}

}  // namespace parley::catalog::store

#include "services/exchange/store/runs.h"

#include "libs/rpc/time.h"
#include "services/exchange/sql.h"

namespace parley::exchange::store {
namespace {

v1::Prompt ReadPrompt(const postgres::Row& row) {
  v1::Prompt prompt;
  prompt.set_prompt_id(row.Get<std::string>("prompt_id"));
  prompt.set_run_id(row.Get<std::string>("run_id"));
  prompt.set_module_id(row.Get<std::string>("module_id"));
  prompt.set_text(row.Get<std::string>("text"));
  *prompt.mutable_open_time() = rpc::ToProto(row.Get<absl::Time>("open_time"));
  const auto close_time = row.Get<absl::Time>("close_time");
  if (close_time != absl::InfiniteFuture()) *prompt.mutable_close_time() = rpc::ToProto(close_time);
  prompt.set_ordinal(row.Get<int>("ordinal"));
  return prompt;
}

int64_t Milliseconds(const google::protobuf::Duration& duration) { return absl::ToInt64Milliseconds(rpc::FromProto(duration)); }

}  // namespace

void PutRun(postgres::Session& db, const catalog::v1::Run& run) {
  const auto& limits = run.video_limits();
  // The prompts first: who sees the run sees them all, even where each statement commits by itself.
  int ordinal = 0;
  for (const auto& prompt : run.prompts()) {
    const absl::Time close_time = prompt.has_close_time() ? rpc::FromProto(prompt.close_time()) : absl::InfiniteFuture();
    db.Defer(sql::kPutPrompt, prompt.prompt_id(), run.run_id(), ++ordinal, prompt.module_id(), prompt.text(),
             rpc::FromProto(prompt.open_time()), close_time);
  }
  db.Defer(sql::kPutRun, run.run_id(), run.partner_id(), static_cast<int>(run.state()), run.plenary_group_id(),
           Milliseconds(limits.min_duration()), Milliseconds(limits.max_duration()), limits.max_size_bytes());
}

void RaiseRunState(postgres::Session& db, const RunId& id, domain::RunState state) { db.Defer(sql::kRaiseRunState, id, state); }

bool RunExists(postgres::Session& db, const RunId& id) { return !db.Execute(sql::kRunExists, id).empty(); }

std::vector<v1::Prompt> ListPrompts(postgres::Session& db, const RunId& run_id, int after_ordinal, int limit) {
  std::vector<v1::Prompt> prompts;
  for (const auto& row : db.Execute(sql::kListPrompts, run_id, after_ordinal, limit)) prompts.push_back(ReadPrompt(row));
  return prompts;
}

std::optional<v1::Prompt> GetPrompt(postgres::Session& db, const PromptId& id) {
  const postgres::Result result = db.Execute(sql::kGetPrompt, id);
  if (result.empty()) return std::nullopt;
  return ReadPrompt(result.front());
}

std::optional<domain::Opening> GetOpening(postgres::Session& db, const PromptId& id) {
  const postgres::Result result = db.Execute(sql::kGetOpening, id);
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  domain::Opening opening;
  opening.prompt_id = row.Get<PromptId>("prompt_id");
  opening.run_id = row.Get<RunId>("run_id");
  opening.run_state = row.Get<domain::RunState>("run_state");
  opening.open_time = row.Get<absl::Time>("open_time");
  opening.close_time = row.Get<absl::Time>("close_time");
  opening.limits = {absl::Milliseconds(row.Get<int64_t>("min_duration_ms")), absl::Milliseconds(row.Get<int64_t>("max_duration_ms"))};
  opening.max_size_bytes = row.Get<int64_t>("max_size_bytes");
  return opening;
}

}  // namespace parley::exchange::store

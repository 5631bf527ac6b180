#include <charconv>

#include "libs/errors/error.h"
#include "services/exchange/handlers/access.h"
#include "services/exchange/handlers/handlers.h"
#include "services/exchange/store/runs.h"

namespace parley::exchange::handlers {

absl::Status ListPrompts(Deps& deps, rpc::Call& call, const v1::ListPromptsRequest& request, v1::ListPromptsResponse& response) {
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();
  const auto page_size = rpc::PageSize(request.page_size(), 50);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListPrompts/" + run_id->text();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  int after = 0;
  std::from_chars(cursor->data(), cursor->data() + cursor->size(), after);

  if (!store::RunExists(call.db(), *run_id)) {
    return call.Outside([&deps, id = *run_id](postgres::Session& db) { return deps.owners.AskRun(db, id); });
  }
  const auto group_id = LoadOwnGroup(deps, call, *run_id, "run");
  if (!group_id.ok()) return group_id.status();

  auto prompts = store::ListPrompts(call.db(), *run_id, after, *page_size + 1);
  if (prompts.size() > static_cast<size_t>(*page_size)) {
    prompts.pop_back();
    response.set_next_page_token(deps.pages.Encode(scope, std::to_string(prompts.back().ordinal())));
  }
  for (auto& prompt : prompts) {
    prompt.set_group_id(group_id->text());
    *response.add_prompts() = std::move(prompt);
  }
  return absl::OkStatus();
}

absl::Status GetPrompt(Deps& deps, rpc::Call& call, const v1::GetPromptRequest& request, v1::Prompt& response) {
  const auto prompt_id = ParseId<PromptId>(request.prompt_id(), "prompt_id");
  if (!prompt_id.ok()) return prompt_id.status();
  auto prompt = store::GetPrompt(call.db(), *prompt_id);
  if (!prompt) return errors::NotFound("prompt");
  const auto group_id = LoadOwnGroup(deps, call, RunId::Trusted(prompt->run_id()), "prompt");
  if (!group_id.ok()) return group_id.status();
  prompt->set_group_id(group_id->text());
  response = *std::move(prompt);
  return absl::OkStatus();
}

}  // namespace parley::exchange::handlers

#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "parley/catalog/v1/run.pb.h"
#include "parley/exchange/v1/prompt.pb.h"
#include "services/exchange/domain/answering.h"

// catalog's runs and their prompts, as far as the exchange needs them.
namespace parley::exchange::store {

// Stores a run and its prompts; what is known already only moves its state on.
void PutRun(postgres::Session& db, const catalog::v1::Run& run);
void RaiseRunState(postgres::Session& db, const RunId& id, domain::RunState state);

bool RunExists(postgres::Session& db, const RunId& id);
// Prompts come without a group, which is each caller's own, and an opening without the one the video goes to.
std::vector<v1::Prompt> ListPrompts(postgres::Session& db, const RunId& run_id, int after_ordinal, int limit);
std::optional<v1::Prompt> GetPrompt(postgres::Session& db, const PromptId& id);
std::optional<domain::Opening> GetOpening(postgres::Session& db, const PromptId& id);

}  // namespace parley::exchange::store

#pragma once

#include <vector>

#include "libs/postgres/connection.h"
#include "services/catalog/domain/run.h"

// The prompts and meetings of runs.
namespace parley::catalog::store {

void InsertPlan(postgres::Session& db, const domain::Run& run);

// Fills in the plans of all the runs by one statement a kind.
void LoadPlans(postgres::Session& db, std::vector<domain::Run>& runs);
void LoadPlan(postgres::Session& db, domain::Run& run);

}  // namespace parley::catalog::store

#pragma once

#include <functional>
#include <stop_token>

#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "services/catalog/settings.h"

namespace parley::catalog {

// Loads the seed courses. Changes nothing the second time.
void LoadSeed(postgres::Connection& db, absl::Time now);

// Makes OPEN runs whose start has come RUNNING and publishes RunStarted. Answers how many.
int StartRuns(postgres::Connection& db, absl::Time now);

// Makes RUNNING runs whose end has come FINISHED and publishes RunFinished. Answers how many.
int FinishRuns(postgres::Connection& db, absl::Time now);

// Loads the seed when asked to, as soon as the database answers, then starts and finishes runs when their time comes and passes free seats
// on, until stopped. For one thread.
void KeepUp(postgres::Connection::Options database, const Clock& clock, const Settings& settings, const std::function<void()>& wake_relay,
            std::stop_token stop);

}  // namespace parley::catalog

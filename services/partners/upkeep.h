#pragma once

#include <functional>
#include <stop_token>

#include "libs/postgres/connection.h"
#include "libs/time/clock.h"

namespace parley::partners {

// Makes the partner of the seed courses. Changes nothing the second time.
void LoadSeed(postgres::Connection& db, absl::Time now);

// Removes inquiries that were declined 180 days ago or more, a thousand at most.
void RemoveOld(postgres::Connection& db, absl::Time now);

// Loads the seed when asked to, as soon as the database answers, then removes what is old every ten minutes, until stopped. For one thread.
void KeepUp(postgres::Connection::Options database, const Clock& clock, bool seed, const std::function<void()>& wake_relay,
            std::stop_token stop);

}  // namespace parley::partners

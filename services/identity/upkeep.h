#pragma once

#include <optional>
#include <stop_token>

#include "libs/postgres/connection.h"
#include "libs/text/email.h"
#include "libs/time/clock.h"

namespace parley::identity {

// Gives the address of PARLEY_OPERATOR_EMAIL the operator's role, creating the user when new. Changes nothing the second time.
void AppointOperator(postgres::Connection& db, const Email& email, absl::Time now);

// Removes sign-ins, sessions and revocations that ended a day ago or more and invitations that expired 30 days ago, a thousand of each at
// most.
void RemoveOld(postgres::Connection& db, absl::Time now);

// Appoints the operator as soon as the database answers, then removes what is old every ten minutes, until stopped. For one thread.
void KeepUp(postgres::Connection::Options database, const Clock& clock, const std::optional<Email>& operator_email, std::stop_token stop);

}  // namespace parley::identity

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/notifications/domain/enrolment.h"

// What other services own and notifications must know of.
namespace parley::notifications::store {

void StoreRun(postgres::Session& db, const RunId& run_id, const std::string& title);
// Titles by run; those not heard of are left out.
std::map<RunId, std::string> GetRunTitles(postgres::Session& db, const std::vector<RunId>& run_ids);

std::optional<domain::Enrolment> GetEnrolment(postgres::Session& db, const EnrolmentId& id);
void StoreEnrolment(postgres::Session& db, const domain::Enrolment& enrolment);
// Who has a place in the run or waits for one.
std::vector<UserId> ListPeopleOfRun(postgres::Session& db, const RunId& run_id);

// Words by nudge_id, as far as they were fetched; empty words for a nudge that moderation does not know.
std::map<std::string, std::string> GetNudgeWords(postgres::Session& db, const std::vector<std::string>& nudge_ids);
void StoreNudgeWords(postgres::Session& db, const std::string& nudge_id, const std::string& words);

}  // namespace parley::notifications::store

#pragma once

#include <optional>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "services/exchange/domain/place.h"

// scheduling's groups, and who may see what is in them.
namespace parley::exchange::store {

void PutGroup(postgres::Session& db, const GroupId& id, const RunId& run_id);
// Of a plenary group or another.
std::optional<RunId> GetRunOfGroup(postgres::Session& db, const GroupId& id);

// What scheduling told. An older event changes nothing.
void JoinGroup(postgres::Session& db, const RunId& run_id, const UserId& user_id, const GroupId& group_id, absl::Time change_time);
void LeaveGroup(postgres::Session& db, const RunId& run_id, const UserId& user_id, const GroupId& group_id, absl::Time change_time);
// scheduling's answer to a question, asked at its check_time; `seen` is what was known then, and yields to what events said since.
void PutSeatAnswer(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Seat& answer, const domain::Seat& seen);
// scheduling could not be asked: what is known is believed for a while.
void NoteSeatCheck(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now);

domain::Place GetPlace(postgres::Session& db, const RunId& run_id, const UserId& user_id);
// Whether somebody may see what is in a group: they are in it and take part in its run, or moderate it.
bool IsGroupReader(postgres::Session& db, const GroupId& group_id, const UserId& user_id);

}  // namespace parley::exchange::store

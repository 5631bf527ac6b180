#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "services/moderation/domain/ids.h"
#include "services/moderation/domain/membership.h"

// Runs and groups, who takes part in them, and who moderates them: catalog's, scheduling's and identity's, as far as moderation needs them.
// Of two events about the same thing the older changes nothing.
namespace parley::moderation::store {

void PutRun(postgres::Session& db, const RunId& id, const PartnerId& partner_id, const GroupId& plenary_group_id);
struct Run {
  PartnerId partner_id;
  GroupId plenary_group_id;
};
std::optional<Run> GetRun(postgres::Session& db, const RunId& id);
// The run of a group, plenary or not.
std::optional<RunId> GetRunOfGroup(postgres::Session& db, const GroupId& id);

domain::Membership GetMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id);
void PutMembershipEvent(postgres::Session& db, const RunId& run_id, const UserId& user_id, domain::Enrolment state, absl::Time change_time);
// catalog's answer to a question; `seen` is what was known when it was asked, and yields to what events said since.
void PutMembershipAnswer(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Membership& answer,
                         const domain::Membership& seen);
// catalog could not be asked: what is known is believed for a while.
void NoteMembershipCheck(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now);

// `scope_id`: the run or the group that somebody facilitates, or no longer.
void PutFacilitator(postgres::Session& db, const std::string& scope_id, const UserId& user_id, bool is_facilitator, absl::Time change_time);
bool IsFacilitator(postgres::Session& db, const RunId& run_id, const GroupId& group_id, const UserId& user_id);
// Of the run, or of a group of it that `participant_id` is in.
bool IsFacilitatorOf(postgres::Session& db, const RunId& run_id, const UserId& participant_id, const UserId& user_id);

void PutGroup(postgres::Session& db, const GroupId& id, const RunId& run_id);
void PutGroupMember(postgres::Session& db, const GroupId& group_id, const UserId& user_id, bool is_member, absl::Time change_time);

// When identity was last asked about a coordinator; nullopt: never.
std::optional<absl::Time> GetCoordinatorCheck(postgres::Session& db, const UserId& user_id);
void PutCoordinator(postgres::Session& db, const UserId& user_id, const std::vector<std::string>& partner_ids, absl::Time now);
void NoteCoordinatorCheck(postgres::Session& db, const UserId& user_id, absl::Time now);
bool IsCoordinator(postgres::Session& db, const RunId& run_id, const UserId& user_id);

}  // namespace parley::moderation::store

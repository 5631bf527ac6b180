#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "parley/scheduling/v1/group.pb.h"
#include "services/scheduling/domain/joining.h"

// Groups, who is in them, and who waits for a seat. Whoever changes them has locked their run.
namespace parley::scheduling::store {

struct NewGroup {
  GroupId id;
  RunId run_id;
  PlanId plan_id;
  std::string language;
  domain::Seats seats;
};
// Each of these also publishes its event.
void InsertGroup(postgres::Session& db, const NewGroup& group, absl::Time now);
void InsertMember(postgres::Session& db, const RunId& run_id, const GroupId& group_id, const UserId& user_id, absl::Time now);
void InsertFacilitator(postgres::Session& db, const RunId& run_id, const GroupId& group_id, const UserId& user_id, absl::Time now);
// Of every group of the run.
void DeleteFacilitator(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now);
// The seat is given back. False when there was none.
bool DeleteMember(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now);
// Everybody leaves every group of the run, in order; the groups stay for what was said in them.
void DissolveGroups(postgres::Session& db, const RunId& run_id, absl::Time now);

std::vector<domain::StandingGroup> ListStandingGroups(postgres::Session& db, const RunId& run_id, absl::Time now);

// For showing.
std::optional<v1::Group> GetGroup(postgres::Session& db, const GroupId& id);
std::vector<v1::Group> ListRunGroups(postgres::Session& db, const RunId& run_id, const std::string& after, int limit);
std::vector<v1::Group> ListGroupsOfUser(postgres::Session& db, const UserId& user_id, const std::string& before, int limit);

// What somebody is to a group.
struct Tie {
  RunId run_id;
  PartnerId partner_id;
  bool is_member = false;
  bool is_facilitator = false;
};
std::optional<Tie> GetTie(postgres::Session& db, const GroupId& group_id, const UserId& user_id);

struct Seat {
  GroupId group_id;
  absl::Time join_time;
};
std::optional<Seat> GetSeat(postgres::Session& db, const RunId& run_id, const UserId& user_id);
std::optional<RunId> GetGroupRun(postgres::Session& db, const GroupId& id);

// Who waits for a seat, or was told why there is none.
struct Placement {
  bool pending = false;
  domain::Reason reason = domain::Reason::kNone;
};
std::optional<Placement> GetPlacement(postgres::Session& db, const RunId& run_id, const UserId& user_id);
// Before what decides about a pending placement is read. False when there is none.
bool LockPlacement(postgres::Session& db, const RunId& run_id, const UserId& user_id);
void PutPendingPlacement(postgres::Session& db, const RunId& run_id, const UserId& user_id);
void PutPlacement(postgres::Session& db, const RunId& run_id, const UserId& user_id, domain::Reason reason);
void DeletePlacement(postgres::Session& db, const RunId& run_id, const UserId& user_id);
void DeletePlacementsOfRun(postgres::Session& db, const RunId& run_id);
// Looks for a seat again: a person's times changed, or a seat became free.
void RenewPlacementsOfUser(postgres::Session& db, const UserId& user_id);
void RenewPlacementsOfRun(postgres::Session& db, const RunId& run_id);
// Has a seat looked for, for everybody enrolled without one who was not told of one.
void AddMissingPlacements(postgres::Session& db, const RunId& run_id);

struct PendingPlacement {
  RunId run_id;
  UserId user_id;
};
std::vector<PendingPlacement> ListPendingPlacements(postgres::Session& db, int limit);

}  // namespace parley::scheduling::store

#include "services/scheduling/store/groups.h"

#include <map>

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/scheduling/v1/events.pb.h"
#include "services/scheduling/sql.h"
#include "services/scheduling/store/people.h"

namespace parley::scheduling::store {
namespace {

constexpr char kAfterEveryId[] = "ffffffff-ffff-ffff-ffff-ffffffffffff";
constexpr char kBeforeEveryId[] = "00000000-0000-0000-0000-000000000000";

void PublishMember(postgres::Session& db, const RunId& run_id, const GroupId& group_id, const UserId& user_id, bool is_member,
                   absl::Time now) {
  v1::GroupMemberChanged event;
  event.set_group_id(group_id.text());
  event.set_run_id(run_id.text());
  event.set_user_id(user_id.text());
  event.set_is_member(is_member);
  *event.mutable_change_time() = rpc::ToProto(now);
  events::Publish(db, group_id.text(), event, now);
}

void PublishFacilitator(postgres::Session& db, const RunId& run_id, const GroupId& group_id, const UserId& user_id, bool is_facilitator,
                        absl::Time now) {
  v1::GroupFacilitatorChanged event;
  event.set_group_id(group_id.text());
  event.set_run_id(run_id.text());
  event.set_user_id(user_id.text());
  event.set_is_facilitator(is_facilitator);
  *event.mutable_change_time() = rpc::ToProto(now);
  events::Publish(db, group_id.text(), event, now);
}

// With the people of all of them, by two statements.
std::vector<v1::Group> ShowGroups(postgres::Session& db, const postgres::Result& rows) {
  std::vector<v1::Group> groups;
  std::vector<GroupId> ids;
  std::map<std::string, size_t> places;
  for (const auto& row : rows) {
    v1::Group& group = groups.emplace_back();
    group.set_group_id(row.Get<std::string>("group_id"));
    group.set_run_id(row.Get<std::string>("run_id"));
    group.set_language(row.Get<std::string>("language"));
    group.set_seats(row.Get<int>("most_seats"));
    group.set_dissolved(row.Get<bool>("dissolved"));
    *group.mutable_create_time() = rpc::ToProto(row.Get<absl::Time>("create_time"));
    places[group.group_id()] = ids.size();
    ids.push_back(GroupId::Trusted(group.group_id()));
  }
  if (ids.empty()) return groups;
  for (const auto& row : db.Execute(sql::kListMembers, ids)) {
    v1::Member& member = *groups[places[row.Get<std::string>("group_id")]].add_members();
    member.set_user_id(row.Get<std::string>("user_id"));
    *member.mutable_join_time() = rpc::ToProto(row.Get<absl::Time>("join_time"));
    *member.mutable_profile() = ReadProfile(row);
  }
  for (const auto& row : db.Execute(sql::kListFacilitators, ids)) {
    v1::Group& group = groups[places[row.Get<std::string>("group_id")]];
    group.add_facilitator_ids(row.Get<std::string>("user_id"));
    *group.add_facilitators() = ReadProfile(row);
  }
  return groups;
}

}  // namespace

void InsertGroup(postgres::Session& db, const NewGroup& group, absl::Time now) {
  db.Defer(sql::kInsertGroup, group.id, group.run_id, group.plan_id, group.language, group.seats.least, group.seats.most, now);
  v1::GroupCreated event;
  event.set_group_id(group.id.text());
  event.set_run_id(group.run_id.text());
  events::Publish(db, group.id.text(), event, now);
}

void InsertMember(postgres::Session& db, const RunId& run_id, const GroupId& group_id, const UserId& user_id, absl::Time now) {
  db.Defer(sql::kInsertMember, run_id, user_id, group_id, now);
  PublishMember(db, run_id, group_id, user_id, true, now);
}

void InsertFacilitator(postgres::Session& db, const RunId& run_id, const GroupId& group_id, const UserId& user_id, absl::Time now) {
  db.Defer(sql::kInsertGroupFacilitator, group_id, user_id);
  PublishFacilitator(db, run_id, group_id, user_id, true, now);
}

void DeleteFacilitator(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now) {
  for (const auto& row : db.Execute(sql::kDeleteFacilitatorOfGroups, run_id, user_id)) {
    PublishFacilitator(db, run_id, row.Get<GroupId>("group_id"), user_id, false, now);
  }
}

bool DeleteMember(postgres::Session& db, const RunId& run_id, const UserId& user_id, absl::Time now) {
  const postgres::Result result = db.Execute(sql::kDeleteMember, run_id, user_id);
  if (result.empty()) return false;
  PublishMember(db, run_id, result.front().Get<GroupId>("group_id"), user_id, false, now);
  return true;
}

void DissolveGroups(postgres::Session& db, const RunId& run_id, absl::Time now) {
  std::vector<GroupId> ids;
  for (const auto& row : db.Execute(sql::kListGroupIdsOfRun, run_id)) ids.push_back(row.Get<GroupId>("group_id"));
  for (const auto& row : db.Execute(sql::kListMembers, ids)) DeleteMember(db, run_id, row.Get<UserId>("user_id"), now);
  for (const GroupId& id : ids) {
    for (const auto& row : db.Execute(sql::kDeleteGroupFacilitators, id)) {
      PublishFacilitator(db, run_id, id, row.Get<UserId>("user_id"), false, now);
    }
    db.Defer(sql::kDissolveGroup, id);
  }
}

std::vector<domain::StandingGroup> ListStandingGroups(postgres::Session& db, const RunId& run_id, absl::Time now) {
  std::vector<domain::StandingGroup> groups;
  std::map<std::string, size_t> places;
  for (const auto& row : db.Execute(sql::kListStandingGroups, run_id)) {
    domain::StandingGroup& group = groups.emplace_back();
    group.id = row.Get<GroupId>("group_id");
    group.language = row.Get<std::string>("language");
    group.seats = {row.Get<int>("least_seats"), row.Get<int>("most_seats")};
    places[group.id.text()] = groups.size() - 1;
  }
  const auto find = [&](const postgres::Row& row) {
    const auto found = places.find(row.Get<std::string>("group_id"));
    return found == places.end() ? nullptr : &groups[found->second];
  };
  for (const auto& row : db.Execute(sql::kListStandingMembers, run_id)) {
    if (auto* group = find(row)) group->members.push_back({row.Get<std::string>("region"), row.Get<std::string>("class_id")});
  }
  for (const auto& row : db.Execute(sql::kListMeetingsAhead, run_id, now)) {
    if (auto* group = find(row)) group->meetings.push_back({row.Get<absl::Time>("start_time"), row.Get<absl::Time>("end_time")});
  }
  return groups;
}

std::optional<v1::Group> GetGroup(postgres::Session& db, const GroupId& id) {
  auto groups = ShowGroups(db, db.Execute(sql::kGetGroup, id));
  if (groups.empty()) return std::nullopt;
  return std::move(groups.front());
}

std::vector<v1::Group> ListRunGroups(postgres::Session& db, const RunId& run_id, const std::string& after, int limit) {
  return ShowGroups(db, db.Execute(sql::kListRunGroups, run_id, after.empty() ? kBeforeEveryId : after, limit));
}

std::vector<v1::Group> ListGroupsOfUser(postgres::Session& db, const UserId& user_id, const std::string& before, int limit) {
  return ShowGroups(db, db.Execute(sql::kListGroupsOfUser, user_id, before.empty() ? kAfterEveryId : before, limit));
}

std::optional<Tie> GetTie(postgres::Session& db, const GroupId& group_id, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetTie, group_id, user_id);
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  return Tie{row.Get<RunId>("run_id"), row.Get<PartnerId>("partner_id"), row.Get<bool>("is_member"), row.Get<bool>("is_facilitator")};
}

std::optional<Seat> GetSeat(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetSeat, run_id, user_id);
  if (result.empty()) return std::nullopt;
  return Seat{result.front().Get<GroupId>("group_id"), result.front().Get<absl::Time>("join_time")};
}

std::optional<RunId> GetGroupRun(postgres::Session& db, const GroupId& id) {
  const postgres::Result result = db.Execute(sql::kGetGroupRun, id);
  if (result.empty()) return std::nullopt;
  return result.front().Get<RunId>("run_id");
}

std::optional<Placement> GetPlacement(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetPlacement, run_id, user_id);
  if (result.empty()) return std::nullopt;
  return Placement{result.front().Get<bool>("pending"), result.front().Get<domain::Reason>("reason")};
}

bool LockPlacement(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  return !db.Execute(sql::kLockPlacement, run_id, user_id).empty();
}

void PutPendingPlacement(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  db.Defer(sql::kPutPlacement, run_id, user_id, true, domain::Reason::kNone);
}

void PutPlacement(postgres::Session& db, const RunId& run_id, const UserId& user_id, domain::Reason reason) {
  db.Defer(sql::kPutPlacement, run_id, user_id, false, reason);
}

void DeletePlacement(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  db.Defer(sql::kDeletePlacement, run_id, user_id);
}

void DeletePlacementsOfRun(postgres::Session& db, const RunId& run_id) { db.Defer(sql::kDeletePlacementsOfRun, run_id); }

void RenewPlacementsOfUser(postgres::Session& db, const UserId& user_id) { db.Defer(sql::kRenewPlacementsOfUser, user_id); }

void RenewPlacementsOfRun(postgres::Session& db, const RunId& run_id) { db.Defer(sql::kRenewPlacementsOfRun, run_id); }

void AddMissingPlacements(postgres::Session& db, const RunId& run_id) { db.Defer(sql::kAddMissingPlacements, run_id); }

std::vector<PendingPlacement> ListPendingPlacements(postgres::Session& db, int limit) {
  std::vector<PendingPlacement> pending;
  for (const auto& row : db.Execute(sql::kListPendingPlacements, limit)) {
    pending.push_back({row.Get<RunId>("run_id"), row.Get<UserId>("user_id")});
  }
  return pending;
}

}  // namespace parley::scheduling::store

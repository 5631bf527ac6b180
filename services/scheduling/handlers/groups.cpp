#include "services/scheduling/store/groups.h"

#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "services/scheduling/handlers/access.h"
#include "services/scheduling/handlers/handlers.h"
#include "services/scheduling/store/plans.h"

namespace parley::scheduling::handlers {
namespace {

constexpr int kUsualPage = 20;
constexpr int kUsualRunPage = 50;

// Moves up to a page of `groups` into the response, with the token of the next.
template <class Response>
void FillPage(Deps& deps, const std::string& scope, std::vector<v1::Group> groups, int page_size, Response& response) {
  if (static_cast<int>(groups.size()) > page_size) {
    groups.pop_back();
    response.set_next_page_token(deps.pages.Encode(scope, groups.back().group_id()));
  }
  for (auto& group : groups) *response.add_groups() = std::move(group);
}

v1::Unplaced::Reason ReasonWithoutSeat(rpc::Call& call, const RunId& run_id) {
  if (const auto placement = store::GetPlacement(call.db(), run_id, call.user_id())) {
    return placement->pending ? v1::Unplaced::REASON_PENDING : static_cast<v1::Unplaced::Reason>(placement->reason);
  }
  return store::HasAdoptedPlan(call.db(), run_id) ? v1::Unplaced::REASON_PENDING : v1::Unplaced::REASON_NOT_PLANNED_YET;
}

}  // namespace

absl::Status GetMyPlacement(Deps& deps, rpc::Call& call, const v1::GetMyPlacementRequest& request, v1::Placement& response) {
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();
  if (const auto membership = LoadMembership(deps, call, *run_id); !membership.ok()) return membership.status();
  response.set_run_id(run_id->text());
  if (const auto seat = store::GetSeat(call.db(), *run_id, call.user_id())) {
    response.set_group_id(seat->group_id.text());
  } else {
    response.set_reason(ReasonWithoutSeat(call, *run_id));
  }
  return absl::OkStatus();
}

absl::Status ListMyGroups(Deps& deps, rpc::Call& call, const v1::ListMyGroupsRequest& request, v1::ListMyGroupsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListMyGroups/" + call.user_id().text();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  FillPage(deps, scope, store::ListGroupsOfUser(call.db(), call.user_id(), *cursor, *page_size + 1), *page_size, response);
  return absl::OkStatus();
}

absl::Status GetGroup(Deps& deps, rpc::Call& call, const v1::GetGroupRequest& request, v1::Group& response) {
  const auto group_id = ParseId<GroupId>(request.group_id(), "group_id");
  if (!group_id.ok()) return group_id.status();
  if (auto status = CheckMaySee(deps, call, *group_id, "group"); !status.ok()) return status;
  auto group = store::GetGroup(call.db(), *group_id);
  if (!group) return errors::NotFound("group");
  response = *std::move(group);
  return absl::OkStatus();
}

absl::Status ListRunGroups(Deps& deps, rpc::Call& call, const v1::ListRunGroupsRequest& request, v1::ListRunGroupsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kUsualRunPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListRunGroups/" + request.run_id();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  const auto run = LoadOwnRun(deps, call, request.run_id(), Lock::kNone);
  if (!run.ok()) return run.status();
  FillPage(deps, scope, store::ListRunGroups(call.db(), run->id, *cursor, *page_size + 1), *page_size, response);
  return absl::OkStatus();
}

absl::Status GetGroupRun(Deps&, rpc::Call& call, const v1::GetGroupRunRequest& request, v1::GroupRun& response) {
  const auto group_id = ParseId<GroupId>(request.group_id(), "group_id");
  if (!group_id.ok()) return group_id.status();
  const auto run_id = store::GetGroupRun(call.db(), *group_id);
  if (!run_id) return errors::NotFound("group");
  response.set_run_id(run_id->text());
  return absl::OkStatus();
}

absl::Status GetSeat(Deps&, rpc::Call& call, const v1::GetSeatRequest& request, v1::Seat& response) {
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();
  const auto user_id = ParseId<UserId>(request.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  if (const auto seat = store::GetSeat(call.db(), *run_id, *user_id)) {
    response.set_group_id(seat->group_id.text());
    *response.mutable_join_time() = rpc::ToProto(seat->join_time);
  }
  return absl::OkStatus();
}

}  // namespace parley::scheduling::handlers

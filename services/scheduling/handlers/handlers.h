#pragma once

#include "absl/status/status.h"
#include "libs/rpc/call.h"
#include "parley/scheduling/v1/internal.pb.h"
#include "parley/scheduling/v1/scheduling_service.pb.h"
#include "services/scheduling/deps.h"

// One function an rpc; the contract is the rpc's comment in proto/parley/scheduling/v1.
namespace parley::scheduling::handlers {

absl::Status GetMyAvailability(Deps& deps, rpc::Call& call, const v1::GetMyAvailabilityRequest& request, v1::Availability& response);
absl::Status SetMyAvailability(Deps& deps, rpc::Call& call, const v1::SetMyAvailabilityRequest& request, v1::Availability& response);

absl::Status AddRunFacilitator(Deps& deps, rpc::Call& call, const v1::AddRunFacilitatorRequest& request, v1::RunFacilitator& response);
absl::Status RemoveRunFacilitator(Deps& deps, rpc::Call& call, const v1::RemoveRunFacilitatorRequest& request,
                                  v1::RunFacilitator& response);
absl::Status ListRunFacilitators(Deps& deps, rpc::Call& call, const v1::ListRunFacilitatorsRequest& request,
                                 v1::ListRunFacilitatorsResponse& response);

absl::Status CreatePlan(Deps& deps, rpc::Call& call, const v1::CreatePlanRequest& request, v1::Plan& response);
absl::Status GetPlan(Deps& deps, rpc::Call& call, const v1::GetPlanRequest& request, v1::Plan& response);
absl::Status ListPlans(Deps& deps, rpc::Call& call, const v1::ListPlansRequest& request, v1::ListPlansResponse& response);
absl::Status CancelPlan(Deps& deps, rpc::Call& call, const v1::CancelPlanRequest& request, v1::Plan& response);
absl::Status AdoptPlan(Deps& deps, rpc::Call& call, const v1::AdoptPlanRequest& request, v1::Plan& response);
absl::Status DiscardPlan(Deps& deps, rpc::Call& call, const v1::DiscardPlanRequest& request, v1::Plan& response);

absl::Status GetMyPlacement(Deps& deps, rpc::Call& call, const v1::GetMyPlacementRequest& request, v1::Placement& response);
absl::Status ListMyGroups(Deps& deps, rpc::Call& call, const v1::ListMyGroupsRequest& request, v1::ListMyGroupsResponse& response);
absl::Status GetGroup(Deps& deps, rpc::Call& call, const v1::GetGroupRequest& request, v1::Group& response);
absl::Status ListRunGroups(Deps& deps, rpc::Call& call, const v1::ListRunGroupsRequest& request, v1::ListRunGroupsResponse& response);

absl::Status GetGroupRun(Deps& deps, rpc::Call& call, const v1::GetGroupRunRequest& request, v1::GroupRun& response);
absl::Status GetSeat(Deps& deps, rpc::Call& call, const v1::GetSeatRequest& request, v1::Seat& response);

absl::Status ListMyMeetings(Deps& deps, rpc::Call& call, const v1::ListMyMeetingsRequest& request, v1::ListMyMeetingsResponse& response);
absl::Status GetMeeting(Deps& deps, rpc::Call& call, const v1::GetMeetingRequest& request, v1::Meeting& response);
absl::Status SetMeetingRoom(Deps& deps, rpc::Call& call, const v1::SetMeetingRoomRequest& request, v1::Meeting& response);
absl::Status CancelMeeting(Deps& deps, rpc::Call& call, const v1::CancelMeetingRequest& request, v1::Meeting& response);

}  // namespace parley::scheduling::handlers

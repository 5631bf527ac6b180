#pragma once

#include "absl/status/status.h"
#include "libs/rpc/call.h"
#include "parley/moderation/v1/internal.pb.h"
#include "parley/moderation/v1/moderation_service.pb.h"
#include "services/moderation/deps.h"

// One function an rpc; the contract is the rpc's comment in proto/parley/moderation/v1.
namespace parley::moderation::handlers {

absl::Status ListQueueItems(Deps& deps, rpc::Call& call, const v1::ListQueueItemsRequest& request, v1::ListQueueItemsResponse& response);
absl::Status GetQueueItem(Deps& deps, rpc::Call& call, const v1::GetQueueItemRequest& request, v1::QueueItem& response);
absl::Status ClaimQueueItem(Deps& deps, rpc::Call& call, const v1::ClaimQueueItemRequest& request, v1::QueueItem& response);
absl::Status ReleaseQueueItem(Deps& deps, rpc::Call& call, const v1::ReleaseQueueItemRequest& request, v1::QueueItem& response);

absl::Status DecideQueueItem(Deps& deps, rpc::Call& call, const v1::DecideQueueItemRequest& request, v1::QueueItem& response);
absl::Status RestoreVideo(Deps& deps, rpc::Call& call, const v1::RestoreVideoRequest& request, v1::Decision& response);
absl::Status ListDecisionsOnMyVideos(Deps& deps, rpc::Call& call, const v1::ListDecisionsOnMyVideosRequest& request,
                                     v1::ListDecisionsOnMyVideosResponse& response);

absl::Status ReportVideo(Deps& deps, rpc::Call& call, const v1::ReportVideoRequest& request, v1::Report& response);
absl::Status ListMyReports(Deps& deps, rpc::Call& call, const v1::ListMyReportsRequest& request, v1::ListMyReportsResponse& response);
absl::Status GetReport(Deps& deps, rpc::Call& call, const v1::GetReportRequest& request, v1::Report& response);

absl::Status NudgeParticipant(Deps& deps, rpc::Call& call, const v1::NudgeParticipantRequest& request, v1::Nudge& response);
absl::Status NudgeSilent(Deps& deps, rpc::Call& call, const v1::NudgeSilentRequest& request, v1::NudgeSilentResponse& response);
absl::Status GetNudge(Deps& deps, rpc::Call& call, const v1::GetNudgeRequest& request, v1::Nudge& response);

absl::Status VerifyAuditLog(Deps& deps, rpc::Call& call, const v1::VerifyAuditLogRequest& request, v1::VerifyAuditLogResponse& response);
absl::Status ListAuditEntries(Deps& deps, rpc::Call& call, const v1::ListAuditEntriesRequest& request,
                              v1::ListAuditEntriesResponse& response);

}  // namespace parley::moderation::handlers

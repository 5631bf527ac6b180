#pragma once

#include "absl/status/status.h"
#include "libs/rpc/call.h"
#include "libs/rpc/server.h"
#include "parley/exchange/v1/exchange_service.pb.h"
#include "parley/exchange/v1/internal.pb.h"
#include "services/exchange/deps.h"
#include "services/exchange/store/feeds.h"

// One function an rpc; the contract is the rpc's comment in proto/parley/exchange/v1.
namespace parley::exchange::handlers {

absl::Status ListPrompts(Deps& deps, rpc::Call& call, const v1::ListPromptsRequest& request, v1::ListPromptsResponse& response);
absl::Status GetPrompt(Deps& deps, rpc::Call& call, const v1::GetPromptRequest& request, v1::Prompt& response);

absl::Status CreateVideo(Deps& deps, rpc::Call& call, const v1::CreateVideoRequest& request, v1::Video& response);
absl::Status GetVideo(Deps& deps, rpc::Call& call, const v1::GetVideoRequest& request, v1::Video& response);
absl::Status WithdrawVideo(Deps& deps, rpc::Call& call, const v1::WithdrawVideoRequest& request, v1::Video& response);

absl::Status ListVideos(Deps& deps, rpc::Call& call, const v1::ListVideosRequest& request, v1::ListVideosResponse& response);
std::vector<std::optional<store::FeedVersion>> GatherListVideos(Deps& deps, postgres::Session& db,
                                                                const std::vector<rpc::Waiting<v1::ListVideosRequest>>& calls);
absl::Status ListReplies(Deps& deps, rpc::Call& call, const v1::ListRepliesRequest& request, v1::ListRepliesResponse& response);
absl::Status ListMyVideos(Deps& deps, rpc::Call& call, const v1::ListMyVideosRequest& request, v1::ListMyVideosResponse& response);

absl::Status GetUpload(Deps& deps, rpc::Call& call, const v1::GetUploadRequest& request, v1::UploadStatus& response);
absl::Status AdvanceUpload(Deps& deps, rpc::Call& call, const v1::AdvanceUploadRequest& request, v1::UploadStatus& response);
absl::Status GetRendition(Deps& deps, rpc::Call& call, const v1::GetRenditionRequest& request, v1::Rendition& response);

absl::Status GetVideoForModeration(Deps& deps, rpc::Call& call, const v1::GetVideoForModerationRequest& request,
                                   v1::VideoForModeration& response);
absl::Status PlaceModerationHold(Deps& deps, rpc::Call& call, const v1::PlaceModerationHoldRequest& request,
                                 v1::VideoForModeration& response);
absl::Status LiftModerationHold(Deps& deps, rpc::Call& call, const v1::LiftModerationHoldRequest& request,
                                v1::VideoForModeration& response);

}  // namespace parley::exchange::handlers

#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/rpc/call.h"
#include "services/exchange/deps.h"
#include "services/exchange/domain/place.h"
#include "services/exchange/domain/video.h"

// The caller's rights. Where a projection's "no" may only be late, the Status is that of Call::Outside and the handler returns it.
namespace parley::exchange::handlers {

absl::StatusOr<domain::Membership> LoadMembership(Deps& deps, rpc::Call& call, const RunId& run_id);

// The caller's place in a run, sure of whether they are in `group_id`; when that is empty: of which group is their own.
absl::StatusOr<domain::Place> LoadPlace(Deps& deps, rpc::Call& call, const RunId& run_id, const GroupId& group_id);

// The caller's own group, or NOT_FOUND (`what`) for somebody who does not take part in the run.
absl::StatusOr<GroupId> LoadOwnGroup(Deps& deps, rpc::Call& call, const RunId& run_id, const char* what);

// Whether the caller may see what is in a group: is in it, or moderates it.
absl::StatusOr<bool> LoadIsReader(Deps& deps, rpc::Call& call, const RunId& run_id, const GroupId& group_id);

// What the caller is to a video; asks about their place only where that matters.
absl::StatusOr<domain::Viewer> LoadViewer(Deps& deps, rpc::Call& call, const domain::Video& video);

// A video the caller may see, or NOT_FOUND.
absl::StatusOr<domain::Video> LoadViewable(Deps& deps, rpc::Call& call, const VideoId& id);

}  // namespace parley::exchange::handlers

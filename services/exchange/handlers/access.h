#pragma once

#include <variant>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/rpc/call.h"
#include "services/exchange/deps.h"
#include "services/exchange/domain/membership.h"
#include "services/exchange/domain/video.h"

// The caller's rights. Where a projection's "no" may only be late, the Status is that of Call::Outside and the handler returns it.
namespace parley::exchange::handlers {

absl::StatusOr<domain::Membership> LoadMembership(Deps& deps, rpc::Call& call, const RunId& run_id);

// NOT_FOUND (`what`) for somebody who does not take part in the run.
absl::Status CheckTakesPart(Deps& deps, rpc::Call& call, const RunId& run_id, const char* what);

// What the caller is to a video; asks about a place in its run only where that matters.
absl::StatusOr<domain::Viewer> LoadViewer(Deps& deps, rpc::Call& call, const domain::Video& video);

// A video the caller may see, or NOT_FOUND.
absl::StatusOr<domain::Video> LoadViewable(Deps& deps, rpc::Call& call, const VideoId& id);

}  // namespace parley::exchange::handlers

#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/rpc/call.h"
#include "services/moderation/deps.h"
#include "services/moderation/domain/membership.h"
#include "services/moderation/domain/queue_item.h"

// The caller's rights. Where something must be asked of its owner first, the Status is that of Call::Outside and the handler returns it.
namespace parley::moderation::handlers {

inline bool ActsForPartners(const rpc::Call& call) { return call.caller().HasRole(auth::Role::kCoordinator); }

// Makes sure that what is known of the partners the caller coordinates is fresh; nothing to do for who is no coordinator.
absl::Status RefreshCoordinator(Deps& deps, rpc::Call& call);

// Whether the caller is a coordinator of the run's partner. NOT_FOUND (`what`) for a run that there is none of.
absl::StatusOr<bool> LoadIsCoordinator(Deps& deps, rpc::Call& call, const RunId& run_id, const char* what = "run");

// What the caller is to something in a run and group, by `author_id` (empty: nobody's).
absl::StatusOr<domain::Moderator> LoadModerator(Deps& deps, rpc::Call& call, const RunId& run_id, const GroupId& group_id,
                                                const UserId& author_id);

// NOT_FOUND for who is not the item's moderator.
absl::Status CheckModerates(Deps& deps, rpc::Call& call, const domain::QueueItem& item);

absl::StatusOr<domain::Membership> LoadMembership(Deps& deps, rpc::Call& call, const RunId& run_id, const UserId& user_id);

}  // namespace parley::moderation::handlers

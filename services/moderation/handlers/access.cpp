#include "services/moderation/handlers/access.h"

#include "libs/errors/error.h"
#include "services/moderation/store/people.h"

namespace parley::moderation::handlers {

absl::Status RefreshCoordinator(Deps& deps, rpc::Call& call) {
  if (!ActsForPartners(call)) return absl::OkStatus();
  const auto checked = store::GetCoordinatorCheck(call.db(), call.user_id());
  if (checked && call.now() - *checked < domain::kBelieveCoordinator) return absl::OkStatus();
  return call.Outside([&deps, user_id = call.user_id(), known = checked.has_value(), now = call.now()](postgres::Session& db) {
    return deps.owners.AskCoordinator(db, user_id, known, now);
  });
}

absl::StatusOr<bool> LoadIsCoordinator(Deps& deps, rpc::Call& call, const RunId& run_id, const char* what) {
  if (!ActsForPartners(call)) return false;
  if (auto status = RefreshCoordinator(deps, call); !status.ok()) return status;
  if (!store::GetRun(call.db(), run_id)) {
    return call.Outside([&deps, run_id, what](postgres::Session& db) {
      const absl::Status asked = deps.owners.AskRun(db, run_id);
      return absl::IsNotFound(asked) ? errors::NotFound(what) : asked;
    });
  }
  return store::IsCoordinator(call.db(), run_id, call.user_id());
}

absl::StatusOr<domain::Moderator> LoadModerator(Deps& deps, rpc::Call& call, const RunId& run_id, const GroupId& group_id,
                                                const UserId& author_id) {
  domain::Moderator moderator;
  moderator.is_author = author_id == call.user_id();
  moderator.is_facilitator = store::IsFacilitator(call.db(), run_id, group_id, call.user_id());
  if (moderator.is_author || moderator.is_facilitator) return moderator;
  const auto is_coordinator = LoadIsCoordinator(deps, call, run_id);
  if (!is_coordinator.ok()) return is_coordinator.status();
  moderator.is_coordinator = *is_coordinator;
  return moderator;
}

absl::Status CheckModerates(Deps& deps, rpc::Call& call, const domain::QueueItem& item) {
  const auto moderator = LoadModerator(deps, call, item.run_id, item.group_id, item.author_id);
  if (!moderator.ok()) return moderator.status();
  return domain::MayModerate(*moderator) ? absl::OkStatus() : errors::NotFound("queue item");
}

absl::StatusOr<domain::Membership> LoadMembership(Deps& deps, rpc::Call& call, const RunId& run_id, const UserId& user_id) {
  const domain::Membership membership = store::GetMembership(call.db(), run_id, user_id);
  if (!domain::ShouldAsk(membership, call.now())) return membership;
  return call.Outside([&deps, run_id, user_id, membership, now = call.now()](postgres::Session& db) {
    return deps.owners.AskMembership(db, run_id, user_id, membership, now);
  });
}

}  // namespace parley::moderation::handlers

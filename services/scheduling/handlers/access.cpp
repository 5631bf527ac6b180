#include "services/scheduling/handlers/access.h"

#include <algorithm>

#include "libs/errors/error.h"
#include "services/scheduling/store/people.h"
#include "services/scheduling/store/runs.h"

namespace parley::scheduling::handlers {
namespace {

constexpr size_t kLongestEtag = 100;

}  // namespace

absl::Status CheckCoordinator(Deps& deps, rpc::Call& call, const PartnerId& partner_id, const char* what) {
  if (!call.caller().HasRole(auth::Role::kCoordinator)) return errors::NotFound(what);
  if (store::IsCoordinator(call.db(), call.user_id(), partner_id)) return absl::OkStatus();
  const auto* partners = call.answered<std::vector<PartnerId>>();
  if (partners == nullptr) {
    return call.Ask<std::vector<PartnerId>>([&deps, user_id = call.user_id()] { return deps.owners.AskCoordinatorPartners(user_id); });
  }
  return std::find(partners->begin(), partners->end(), partner_id) != partners->end() ? absl::OkStatus() : errors::NotFound(what);
}

absl::StatusOr<domain::Run> LoadOwnRun(Deps& deps, rpc::Call& call, const std::string& run_id, Lock lock, const char* what) {
  const auto id = ParseId<RunId>(run_id, "run_id");
  if (!id.ok()) return id.status();
  auto run = lock == Lock::kForUpdate ? store::GetRunForUpdate(call.db(), *id) : store::GetRun(call.db(), *id);
  if (!run) return call.Outside([&deps, id = *id](postgres::Session& db) { return deps.owners.AskRun(db, id); });
  if (auto status = CheckCoordinator(deps, call, run->partner_id, what); !status.ok()) return status;
  return *std::move(run);
}

absl::StatusOr<domain::Membership> LoadMembership(Deps& deps, rpc::Call& call, const RunId& run_id) {
  const domain::Membership membership = store::GetMembership(call.db(), run_id, call.user_id());
  if (domain::ShouldAsk(membership, call.now())) {
    return call.Outside([&deps, run_id, user_id = call.user_id(), membership, now = call.now()](postgres::Session& db) {
      return deps.owners.AskMembership(db, run_id, user_id, membership, now);
    });
  }
  if (!domain::KeepsSeat(membership.state)) return errors::NotFound("run");
  return membership;
}

absl::Status CheckMaySee(Deps& deps, rpc::Call& call, const GroupId& group_id, const char* what) {
  const auto tie = store::GetTie(call.db(), group_id, call.user_id());
  if (!tie) return errors::NotFound(what);
  if (tie->is_member || tie->is_facilitator) return absl::OkStatus();
  return CheckCoordinator(deps, call, tie->partner_id, what);
}

absl::Status CheckMayLead(Deps& deps, rpc::Call& call, const GroupId& group_id, const char* what) {
  const auto tie = store::GetTie(call.db(), group_id, call.user_id());
  if (!tie) return errors::NotFound(what);
  if (tie->is_facilitator && call.caller().HasRole(auth::Role::kFacilitator)) return absl::OkStatus();
  return CheckCoordinator(deps, call, tie->partner_id, what);
}

absl::Status CheckEtagShape(const std::string& etag, const char* field) {
  return etag.size() <= kLongestEtag ? absl::OkStatus() : errors::InvalidField(field, "must have at most 100 characters");
}

}  // namespace parley::scheduling::handlers

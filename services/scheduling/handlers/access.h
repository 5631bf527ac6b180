#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "libs/rpc/call.h"
#include "services/scheduling/deps.h"
#include "services/scheduling/domain/meeting.h"
#include "services/scheduling/domain/membership.h"
#include "services/scheduling/domain/run.h"
#include "services/scheduling/store/groups.h"

// The caller's rights. Where a projection may only be late, the Status is that of Call::Outside and the handler returns it.
namespace parley::scheduling::handlers {

// NOT_FOUND (`what`) for who is no coordinator of the partner.
absl::Status CheckCoordinator(Deps& deps, rpc::Call& call, const PartnerId& partner_id, const char* what);

// A run of the caller's partner; with kForUpdate it is locked. NOT_FOUND (`what`) when it is another's.
enum class Lock { kNone, kForUpdate };
absl::StatusOr<domain::Run> LoadOwnRun(Deps& deps, rpc::Call& call, const std::string& run_id, Lock lock, const char* what = "run");

// The caller's place in a run. NOT_FOUND (run) when there is none.
absl::StatusOr<domain::Membership> LoadMembership(Deps& deps, rpc::Call& call, const RunId& run_id);

// OK for who may see a group: its members and facilitators, coordinators of its partner. NOT_FOUND (`what`) otherwise.
absl::Status CheckMaySee(Deps& deps, rpc::Call& call, const GroupId& group_id, const char* what);
// OK for who may lead it: its facilitators, coordinators of its partner. NOT_FOUND (`what`) otherwise.
absl::Status CheckMayLead(Deps& deps, rpc::Call& call, const GroupId& group_id, const char* what);

// INVALID_ARGUMENT (etag) for one that is too long to be ours.
absl::Status CheckEtagShape(const std::string& etag, const char* field);

}  // namespace parley::scheduling::handlers

#pragma once

#include "libs/rpc/call.h"
#include "parley/identity/v1/api_client.pb.h"
#include "parley/identity/v1/consent.pb.h"
#include "parley/identity/v1/internal.pb.h"
#include "parley/identity/v1/invitation.pb.h"
#include "parley/identity/v1/role_holder.pb.h"
#include "parley/identity/v1/session.pb.h"
#include "parley/identity/v1/user.pb.h"
#include "services/identity/deps.h"
#include "services/identity/domain/api_client.h"
#include "services/identity/domain/consent.h"
#include "services/identity/domain/invitation.h"
#include "services/identity/domain/user.h"
#include "services/identity/store/users.h"

// The domain's things as the contract shows them.
namespace parley::identity::handlers {

v1::User ToProto(const domain::User& user);
v1::Profile ToProfile(const domain::User& user);
v1::PlanningProfile ToPlanningProfile(const domain::User& user);
v1::Contact ToContact(const domain::User& user);
v1::RoleHolder ToProto(const store::RoleHolder& holder);
v1::ApiClient ToProto(const domain::ApiClient& client);
// As it is at `now`.
v1::Invitation ToProto(const domain::Invitation& invitation, absl::Time now);
v1::Consent ToProto(const domain::Consent& consent);

// Issues an access token and a new refresh token for a session, and stores the latter.
v1::Session IssueTokens(const Deps& deps, rpc::Call& call, const SessionId& session_id, const domain::User& user);

}  // namespace parley::identity::handlers

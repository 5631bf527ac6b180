#pragma once

#include "absl/status/status.h"
#include "libs/rpc/call.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "parley/identity/v1/internal.pb.h"
#include "services/identity/deps.h"

// A function an rpc; what each does stands in the proto.
namespace parley::identity::handlers {

// sign_ins.cpp
absl::Status RequestSignIn(Deps& deps, rpc::Call& call, const v1::RequestSignInRequest& request, v1::SignIn& response);
absl::Status CompleteSignIn(Deps& deps, rpc::Call& call, const v1::CompleteSignInRequest& request, v1::Session& response);

// sessions.cpp
absl::Status RefreshSession(Deps& deps, rpc::Call& call, const v1::RefreshSessionRequest& request, v1::Session& response);
absl::Status EndSession(Deps& deps, rpc::Call& call, const v1::EndSessionRequest& request, v1::EndSessionResponse& response);
absl::Status GetJwks(Deps& deps, rpc::Call& call, const v1::GetJwksRequest& request, v1::Jwks& response);

// users.cpp
absl::Status GetMe(Deps& deps, rpc::Call& call, const v1::GetMeRequest& request, v1::User& response);
absl::Status UpdateMe(Deps& deps, rpc::Call& call, const v1::UpdateMeRequest& request, v1::User& response);

// roles.cpp
absl::Status GrantRole(Deps& deps, rpc::Call& call, const v1::GrantRoleRequest& request, v1::GrantRoleResponse& response);
absl::Status RevokeRole(Deps& deps, rpc::Call& call, const v1::RevokeRoleRequest& request, v1::RevokeRoleResponse& response);
absl::Status ListRoleHolders(Deps& deps, rpc::Call& call, const v1::ListRoleHoldersRequest& request, v1::ListRoleHoldersResponse& response);
absl::Status ListRevocations(Deps& deps, rpc::Call& call, const v1::ListRevocationsRequest& request,
                             v1::ListRevocationsResponse& response);  // internal

// invitations.cpp
absl::Status InviteUser(Deps& deps, rpc::Call& call, const v1::InviteUserRequest& request, v1::Invitation& response);
absl::Status ListInvitations(Deps& deps, rpc::Call& call, const v1::ListInvitationsRequest& request, v1::ListInvitationsResponse& response);
absl::Status RevokeInvitation(Deps& deps, rpc::Call& call, const v1::RevokeInvitationRequest& request, v1::Invitation& response);
absl::Status AcceptInvitation(Deps& deps, rpc::Call& call, const v1::AcceptInvitationRequest& request, v1::Invitation& response);
absl::Status AppointCoordinator(Deps& deps, rpc::Call& call, const v1::AppointCoordinatorRequest& request,
                                v1::AppointCoordinatorResponse& response);  // internal

// api_clients.cpp
absl::Status CreateApiClient(Deps& deps, rpc::Call& call, const v1::CreateApiClientRequest& request, v1::CreateApiClientResponse& response);
absl::Status ListApiClients(Deps& deps, rpc::Call& call, const v1::ListApiClientsRequest& request, v1::ListApiClientsResponse& response);
absl::Status RevokeApiClient(Deps& deps, rpc::Call& call, const v1::RevokeApiClientRequest& request, v1::ApiClient& response);
absl::Status CreateApiToken(Deps& deps, rpc::Call& call, const v1::CreateApiTokenRequest& request, v1::ApiToken& response);

// consents.cpp
absl::Status ListConsents(Deps& deps, rpc::Call& call, const v1::ListConsentsRequest& request, v1::ListConsentsResponse& response);
absl::Status GiveConsent(Deps& deps, rpc::Call& call, const v1::GiveConsentRequest& request, v1::Consent& response);
absl::Status WithdrawConsent(Deps& deps, rpc::Call& call, const v1::WithdrawConsentRequest& request, v1::Consent& response);
absl::Status GetConsent(Deps& deps, rpc::Call& call, const v1::GetConsentRequest& request, v1::Consent& response);  // internal

// internal.cpp
absl::Status BatchGetContacts(Deps& deps, rpc::Call& call, const v1::BatchGetContactsRequest& request,
                              v1::BatchGetContactsResponse& response);
absl::Status BatchGetProfiles(Deps& deps, rpc::Call& call, const v1::BatchGetProfilesRequest& request,
                              v1::BatchGetProfilesResponse& response);
absl::Status BatchGetPlanningProfiles(Deps& deps, rpc::Call& call, const v1::BatchGetPlanningProfilesRequest& request,
                                      v1::BatchGetPlanningProfilesResponse& response);
absl::Status ListCoordinatorPartners(Deps& deps, rpc::Call& call, const v1::ListCoordinatorPartnersRequest& request,
                                     v1::ListCoordinatorPartnersResponse& response);

}  // namespace parley::identity::handlers

#include "services/identity/service.h"

#include "google/protobuf/descriptor.h"
#include "libs/rpc/server.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "parley/identity/v1/internal.grpc.pb.h"
#include "parley/notifications/v1/internal.pb.h"
#include "services/identity/domain/session.h"
#include "services/identity/handlers/handlers.h"
#include "services/identity/outgoing.h"
#include "services/identity/settings.h"
#include "services/identity/store/revocations.h"
#include "services/identity/upkeep.h"

namespace parley::identity {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

constexpr absl::Duration kHandOverTimeout = absl::Seconds(2);

class PublicFace final : public v1::IdentityService::CallbackService {
 public:
  PublicFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* RequestSignIn(Context* context, const v1::RequestSignInRequest* request, v1::SignIn* response) override {
    return rpc::Handle(server_, context, request, response, handlers::RequestSignIn, deps_);
  }
  Reactor* CompleteSignIn(Context* context, const v1::CompleteSignInRequest* request, v1::Session* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CompleteSignIn, deps_);
  }
  Reactor* RefreshSession(Context* context, const v1::RefreshSessionRequest* request, v1::Session* response) override {
    return rpc::Handle(server_, context, request, response, handlers::RefreshSession, deps_);
  }
  Reactor* EndSession(Context* context, const v1::EndSessionRequest* request, v1::EndSessionResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::EndSession, deps_);
  }
  Reactor* GetMe(Context* context, const v1::GetMeRequest* request, v1::User* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetMe, deps_);
  }
  Reactor* UpdateMe(Context* context, const v1::UpdateMeRequest* request, v1::User* response) override {
    return rpc::Handle(server_, context, request, response, handlers::UpdateMe, deps_);
  }
  Reactor* ListConsents(Context* context, const v1::ListConsentsRequest* request, v1::ListConsentsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListConsents, deps_);
  }
  Reactor* GiveConsent(Context* context, const v1::GiveConsentRequest* request, v1::Consent* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GiveConsent, deps_);
  }
  Reactor* WithdrawConsent(Context* context, const v1::WithdrawConsentRequest* request, v1::Consent* response) override {
    return rpc::Handle(server_, context, request, response, handlers::WithdrawConsent, deps_);
  }
  Reactor* GrantRole(Context* context, const v1::GrantRoleRequest* request, v1::GrantRoleResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GrantRole, deps_);
  }
  Reactor* RevokeRole(Context* context, const v1::RevokeRoleRequest* request, v1::RevokeRoleResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::RevokeRole, deps_);
  }
  Reactor* ListRoleHolders(Context* context, const v1::ListRoleHoldersRequest* request, v1::ListRoleHoldersResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListRoleHolders, deps_);
  }
  Reactor* InviteUser(Context* context, const v1::InviteUserRequest* request, v1::Invitation* response) override {
    return rpc::Handle(server_, context, request, response, handlers::InviteUser, deps_);
  }
  Reactor* ListInvitations(Context* context, const v1::ListInvitationsRequest* request, v1::ListInvitationsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListInvitations, deps_);
  }
  Reactor* RevokeInvitation(Context* context, const v1::RevokeInvitationRequest* request, v1::Invitation* response) override {
    return rpc::Handle(server_, context, request, response, handlers::RevokeInvitation, deps_);
  }
  Reactor* AcceptInvitation(Context* context, const v1::AcceptInvitationRequest* request, v1::Invitation* response) override {
    return rpc::Handle(server_, context, request, response, handlers::AcceptInvitation, deps_);
  }
  Reactor* CreateApiClient(Context* context, const v1::CreateApiClientRequest* request, v1::CreateApiClientResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CreateApiClient, deps_);
  }
  Reactor* ListApiClients(Context* context, const v1::ListApiClientsRequest* request, v1::ListApiClientsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListApiClients, deps_);
  }
  Reactor* RevokeApiClient(Context* context, const v1::RevokeApiClientRequest* request, v1::ApiClient* response) override {
    return rpc::Handle(server_, context, request, response, handlers::RevokeApiClient, deps_);
  }
  Reactor* CreateApiToken(Context* context, const v1::CreateApiTokenRequest* request, v1::ApiToken* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CreateApiToken, deps_);
  }
  Reactor* GetJwks(Context* context, const v1::GetJwksRequest* request, v1::Jwks* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetJwks, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

class InternalFace final : public v1::IdentityInternalService::CallbackService {
 public:
  InternalFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* BatchGetContacts(Context* context, const v1::BatchGetContactsRequest* request, v1::BatchGetContactsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::BatchGetContacts, deps_);
  }
  Reactor* GetConsent(Context* context, const v1::GetConsentRequest* request, v1::Consent* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetConsent, deps_);
  }
  Reactor* BatchGetProfiles(Context* context, const v1::BatchGetProfilesRequest* request, v1::BatchGetProfilesResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::BatchGetProfiles, deps_);
  }
  Reactor* BatchGetPlanningProfiles(Context* context, const v1::BatchGetPlanningProfilesRequest* request,
                                    v1::BatchGetPlanningProfilesResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::BatchGetPlanningProfiles, deps_);
  }
  Reactor* ListRevocations(Context* context, const v1::ListRevocationsRequest* request, v1::ListRevocationsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListRevocations, deps_);
  }
  Reactor* AppointCoordinator(Context* context, const v1::AppointCoordinatorRequest* request,
                              v1::AppointCoordinatorResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::AppointCoordinator, deps_);
  }
  Reactor* ListCoordinatorPartners(Context* context, const v1::ListCoordinatorPartnersRequest* request,
                                   v1::ListCoordinatorPartnersResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListCoordinatorPartners, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

auth::LinkTokens<domain::SignInId> SignInTokens(const std::string& secret) { return {secret, "identity sign-in link"}; }
auth::LinkTokens<domain::InvitationId> InvitationTokens(const std::string& secret) { return {secret, "identity invitation link"}; }

std::vector<service::Errands> Outgoing(const std::string& secret, const std::string& web_url, rpc::Client& notifications) {
  const auto sign_ins = [&notifications](const notifications::v1::SendSignInLinkRequest& request) {
    notifications::v1::SendSignInLinkResponse response;
    return notifications.Call("/parley.notifications.v1.NotificationsInternalService/SendSignInLink", request, response, kHandOverTimeout);
  };
  const auto invitations = [&notifications](const notifications::v1::SendInvitationRequest& request) {
    notifications::v1::SendInvitationResponse response;
    return notifications.Call("/parley.notifications.v1.NotificationsInternalService/SendInvitation", request, response, kHandOverTimeout);
  };
  return {SignInLinks(SignInTokens(secret), web_url, sign_ins), InvitationLinks(InvitationTokens(secret), web_url, invitations)};
}

// What the other services ask identity for, it asks itself.
service::Authority OwnAuthority(const Settings& settings, const postgres::Connection::Options& database, const Clock& clock) {
  const auth::TokenVerifier::FetchKeys keys = [signing_keys = settings.signing_keys]() -> absl::StatusOr<std::vector<auth::PublicKey>> {
    return signing_keys->Published();
  };
  const auto revocations = [db = std::make_shared<postgres::Connection>(database), &clock]() -> absl::StatusOr<auth::Revocations> {
    try {
      return store::ListRevocations(*db, clock.Now() - domain::kStaleTokenLife);
    } catch (const std::exception& error) {
      db->Close();
      return absl::UnavailableError(error.what());
    }
  };
  return {keys, revocations};
}

// Everything of identity's that lives as long as its process.
struct Parts {
  Parts(service::Process& process, const Settings& settings, std::unique_ptr<rpc::Client> notifications_client)
      : notifications(std::move(notifications_client)),
        courier(process.settings().server.database, process.clock(), Outgoing(process.settings().secret, settings.web_url, *notifications)),
        deps{settings.signing_keys,
             SignInTokens(process.settings().secret),
             InvitationTokens(process.settings().secret),
             process.page_tokens(),
             settings.operator_email,
             [&process] { process.WakeRelay(); },
             [this] { courier.Wake(); }},
        public_face(process.server(), deps),
        internal_face(process.server(), deps) {}

  std::unique_ptr<rpc::Client> notifications;
  service::Courier courier;
  Deps deps;
  PublicFace public_face;
  InternalFace internal_face;
};

}  // namespace

absl::Status Compose(config::Environment& environment, const Clock& clock, std::unique_ptr<service::Process>& process) {
  service::Settings base = service::ReadSettings(environment, "identity");
  Settings own = ReadSettings(environment, clock.Now());
  auto notifications = service::ConnectPeer(environment, base, "notifications");
  if (auto status = environment.Check(); !status.ok()) return status;

  service::Authority authority = OwnAuthority(own, base.server.database, clock);
  process = std::make_unique<service::Process>(std::move(base), clock, std::move(authority));
  auto parts = std::make_shared<Parts>(*process, own, std::move(notifications));
  process->Keep(parts);
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  process->server().Add(&parts->public_face, pool->FindServiceByName(v1::IdentityService::service_full_name()));
  process->server().Add(&parts->internal_face, pool->FindServiceByName(v1::IdentityInternalService::service_full_name()));
  process->PublishEvents();
  process->Run([keys = own.signing_keys, &clock](std::stop_token stop) { Follow(*keys, clock, stop); });
  process->Run([&courier = parts->courier](std::stop_token stop) { courier.Run(stop); });
  process->Run([database = process->settings().server.database, &clock, who = own.operator_email](std::stop_token stop) {
    KeepUp(database, clock, who, stop);
  });
  return absl::OkStatus();
}

}  // namespace parley::identity

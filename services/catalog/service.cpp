#include "services/catalog/service.h"

#include "google/protobuf/descriptor.h"
#include "libs/auth/digest.h"
#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/client_stream.h"
#include "libs/rpc/server.h"
#include "parley/catalog/v1/catalog_service.grpc.pb.h"
#include "parley/catalog/v1/internal.grpc.pb.h"
#include "parley/identity/v1/internal.pb.h"
#include "parley/notifications/v1/internal.pb.h"
#include "services/catalog/following.h"
#include "services/catalog/handlers/handlers.h"
#include "services/catalog/outgoing.h"
#include "services/catalog/settings.h"
#include "services/catalog/upkeep.h"

namespace parley::catalog {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

constexpr absl::Duration kAskTimeout = absl::Seconds(3);
constexpr absl::Duration kHandOverTimeout = absl::Seconds(2);

class PublicFace final : public v1::CatalogService::CallbackService {
 public:
  PublicFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* ListCourses(Context* context, const v1::ListCoursesRequest* request, v1::ListCoursesResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListCourses, deps_);
  }
  Reactor* GetCourse(Context* context, const v1::GetCourseRequest* request, v1::Course* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetCourse, deps_);
  }
  Reactor* CreateCourse(Context* context, const v1::CreateCourseRequest* request, v1::Course* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CreateCourse, deps_);
  }
  Reactor* CreateRun(Context* context, const v1::CreateRunRequest* request, v1::Run* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CreateRun, deps_);
  }
  Reactor* OpenRun(Context* context, const v1::OpenRunRequest* request, v1::Run* response) override {
    return rpc::Handle(server_, context, request, response, handlers::OpenRun, deps_);
  }
  Reactor* CancelRun(Context* context, const v1::CancelRunRequest* request, v1::Run* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CancelRun, deps_);
  }
  Reactor* GetRun(Context* context, const v1::GetRunRequest* request, v1::Run* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetRun, deps_);
  }
  Reactor* ListRuns(Context* context, const v1::ListRunsRequest* request, v1::ListRunsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListRuns, deps_);
  }
  Reactor* ListPartnerRuns(Context* context, const v1::ListPartnerRunsRequest* request, v1::ListPartnerRunsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListPartnerRuns, deps_);
  }
  Reactor* ListPartnerEvents(Context* context, const v1::ListPartnerEventsRequest* request,
                             v1::ListPartnerEventsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListPartnerEvents, deps_);
  }
  grpc::ServerReadReactor<v1::ImportRosterRequest>* ImportRoster(Context* context, v1::ImportRosterResponse* response) override {
    return rpc::HandleStream(server_, context, response, handlers::ImportRoster, handlers::AddImported, deps_);
  }
  Reactor* Enrol(Context* context, const v1::EnrolRequest* request, v1::Enrolment* response) override {
    return rpc::Handle(server_, context, request, response, handlers::Enrol, deps_);
  }
  Reactor* ListEnrolments(Context* context, const v1::ListEnrolmentsRequest* request, v1::ListEnrolmentsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListEnrolments, deps_);
  }
  Reactor* ListMyEnrolments(Context* context, const v1::ListMyEnrolmentsRequest* request, v1::ListMyEnrolmentsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListMyEnrolments, deps_);
  }
  Reactor* WithdrawEnrolment(Context* context, const v1::WithdrawEnrolmentRequest* request, v1::Enrolment* response) override {
    return rpc::Handle(server_, context, request, response, handlers::WithdrawEnrolment, deps_);
  }
  Reactor* SuspendEnrolment(Context* context, const v1::SuspendEnrolmentRequest* request, v1::Enrolment* response) override {
    return rpc::Handle(server_, context, request, response, handlers::SuspendEnrolment, deps_);
  }
  Reactor* ReinstateEnrolment(Context* context, const v1::ReinstateEnrolmentRequest* request, v1::Enrolment* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ReinstateEnrolment, deps_);
  }
  Reactor* CreateInterest(Context* context, const v1::CreateInterestRequest* request, v1::ExpressionOfInterest* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CreateInterest, deps_);
  }
  Reactor* ConfirmInterest(Context* context, const v1::ConfirmInterestRequest* request, v1::ExpressionOfInterest* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ConfirmInterest, deps_);
  }
  Reactor* WithdrawInterest(Context* context, const v1::WithdrawInterestRequest* request, v1::ExpressionOfInterest* response) override {
    return rpc::Handle(server_, context, request, response, handlers::WithdrawInterest, deps_);
  }
  Reactor* GetOffer(Context* context, const v1::GetOfferRequest* request, v1::Offer* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetOffer, deps_);
  }
  Reactor* AcceptOffer(Context* context, const v1::AcceptOfferRequest* request, v1::Enrolment* response) override {
    return rpc::Handle(server_, context, request, response, handlers::AcceptOffer, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

class InternalFace final : public v1::CatalogInternalService::CallbackService {
 public:
  InternalFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* GetMembership(Context* context, const v1::GetMembershipRequest* request, v1::Membership* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetMembership, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

absl::Status IdentityUnavailable(const absl::Status& status) {
  log::Warning("could not ask the owner", {{"owner", "identity"}, {"error", status.ToString()}});
  return errors::Unavailable("OWNER_UNAVAILABLE", "a part of the service does not answer now: try again in a moment");
}

absl::StatusOr<std::vector<PartnerId>> AskCoordinatorPartners(rpc::Client& identity_client, const UserId& user_id) {
  identity::v1::ListCoordinatorPartnersRequest request;
  identity::v1::ListCoordinatorPartnersResponse response;
  request.set_user_id(user_id.text());
  const absl::Status status =
      identity_client.Call("/parley.identity.v1.IdentityInternalService/ListCoordinatorPartners", request, response, kAskTimeout);
  if (!status.ok()) return IdentityUnavailable(status);
  std::vector<PartnerId> partners;
  for (const std::string& id : response.partner_ids()) {
    auto parsed = ParseId<PartnerId>(id, "partner_ids");
    if (!parsed.ok()) return parsed.status();
    partners.push_back(*std::move(parsed));
  }
  return partners;
}

absl::StatusOr<std::vector<identity::v1::Profile>> AskProfiles(rpc::Client& identity_client, const std::vector<UserId>& user_ids) {
  identity::v1::BatchGetProfilesRequest request;
  identity::v1::BatchGetProfilesResponse response;
  for (const UserId& id : user_ids) request.add_user_ids(id.text());
  const absl::Status status =
      identity_client.Call("/parley.identity.v1.IdentityInternalService/BatchGetProfiles", request, response, kAskTimeout);
  if (!status.ok()) return IdentityUnavailable(status);
  return std::vector<identity::v1::Profile>(response.profiles().begin(), response.profiles().end());
}

auth::LinkTokens<domain::InterestId> InterestTokens(const std::string& secret) { return {secret, "catalog interest link"}; }
auth::LinkTokens<domain::OfferId> OfferTokens(const std::string& secret) { return {secret, "catalog offer link"}; }

std::vector<service::Errands> Outgoing(const std::string& secret, const std::string& web_url, rpc::Client& notifications) {
  const std::string service = "/parley.notifications.v1.NotificationsInternalService/";
  const auto confirmations = [&notifications, method = service + "SendInterestConfirmation"](const auto& request) {
    notifications::v1::SendInterestConfirmationResponse response;
    return notifications.Call(method, request, response, kHandOverTimeout);
  };
  const auto offers = [&notifications, method = service + "SendOffer"](const auto& request) {
    notifications::v1::SendOfferResponse response;
    return notifications.Call(method, request, response, kHandOverTimeout);
  };
  return {Letters({InterestTokens(secret), OfferTokens(secret), web_url, confirmations, offers})};
}

// Everything of the catalog's that lives as long as its process.
struct Parts {
  Parts(service::Process& process, const Settings& own, rpc::Client& identity, rpc::Client& notifications)
      : courier(process.settings().server.database, process.clock(), Outgoing(process.settings().secret, own.web_url, notifications)),
        deps{process.page_tokens(),
             [&process] { process.WakeRelay(); },
             [this] { courier.Wake(); },
             InterestTokens(process.settings().secret),
             OfferTokens(process.settings().secret),
             [key = auth::DeriveKey(process.settings().secret, "catalog interest address")](const std::string& address) {
               return auth::HmacSha256(key, address);
             },
             own.offer_time,
             [&identity](const UserId& user_id) { return AskCoordinatorPartners(identity, user_id); },
             [&identity](const std::vector<UserId>& user_ids) { return AskProfiles(identity, user_ids); }},
        public_face(process.server(), deps),
        internal_face(process.server(), deps) {}

  service::Courier courier;
  Deps deps;
  PublicFace public_face;
  InternalFace internal_face;
};

}  // namespace

absl::Status Compose(config::Environment& environment, const Clock& clock, std::unique_ptr<service::Process>& process) {
  service::Settings base = service::ReadSettings(environment, "catalog");
  const Settings own = ReadSettings(environment);
  std::shared_ptr<rpc::Client> identity = service::ConnectPeer(environment, base, "identity");
  std::shared_ptr<rpc::Client> notifications = service::ConnectPeer(environment, base, "notifications");
  if (auto status = environment.Check(); !status.ok()) return status;

  process = std::make_unique<service::Process>(std::move(base), clock, service::FetchKeysFrom(*identity));
  process->Keep(identity);
  process->Keep(notifications);
  auto parts = std::make_shared<Parts>(*process, own, *identity, *notifications);
  process->Keep(parts);
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  process->server().Add(&parts->public_face, pool->FindServiceByName(v1::CatalogService::service_full_name()));
  process->server().Add(&parts->internal_face, pool->FindServiceByName(v1::CatalogInternalService::service_full_name()));
  process->PublishEvents();
  process->Follow(FollowIdentity(), *identity);
  process->Run([database = process->settings().server.database, &clock, own, wake = parts->deps.wake_relay](std::stop_token stop) {
    KeepUp(database, clock, own, wake, stop);
  });
  process->Run([&courier = parts->courier](std::stop_token stop) { courier.Run(stop); });
  return absl::OkStatus();
}

}  // namespace parley::catalog

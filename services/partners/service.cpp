#include "services/partners/service.h"

#include "google/protobuf/descriptor.h"
#include "libs/rpc/server.h"
#include "parley/identity/v1/internal.pb.h"
#include "parley/partners/v1/partners_service.grpc.pb.h"
#include "services/partners/following.h"
#include "services/partners/handlers/handlers.h"
#include "services/partners/outgoing.h"
#include "services/partners/settings.h"
#include "services/partners/upkeep.h"

namespace parley::partners {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

constexpr absl::Duration kAskTimeout = absl::Seconds(3);
constexpr absl::Duration kHandOverTimeout = absl::Seconds(2);

class PublicFace final : public v1::PartnersService::CallbackService {
 public:
  PublicFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* CreateInquiry(Context* context, const v1::CreateInquiryRequest* request, v1::Inquiry* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CreateInquiry, deps_);
  }
  Reactor* ListInquiries(Context* context, const v1::ListInquiriesRequest* request, v1::ListInquiriesResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListInquiries, deps_);
  }
  Reactor* GetInquiry(Context* context, const v1::GetInquiryRequest* request, v1::Inquiry* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetInquiry, deps_);
  }
  Reactor* ReviewInquiry(Context* context, const v1::ReviewInquiryRequest* request, v1::Inquiry* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ReviewInquiry, deps_);
  }
  Reactor* DeclineInquiry(Context* context, const v1::DeclineInquiryRequest* request, v1::Inquiry* response) override {
    return rpc::Handle(server_, context, request, response, handlers::DeclineInquiry, deps_);
  }
  Reactor* AcceptInquiry(Context* context, const v1::AcceptInquiryRequest* request, v1::Inquiry* response) override {
    return rpc::Handle(server_, context, request, response, handlers::AcceptInquiry, deps_);
  }
  Reactor* GetPartner(Context* context, const v1::GetPartnerRequest* request, v1::Partner* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetPartner, deps_);
  }
  Reactor* ListPartners(Context* context, const v1::ListPartnersRequest* request, v1::ListPartnersResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListPartners, deps_);
  }
  Reactor* UpdatePartner(Context* context, const v1::UpdatePartnerRequest* request, v1::Partner* response) override {
    return rpc::Handle(server_, context, request, response, handlers::UpdatePartner, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

absl::StatusOr<std::vector<PartnerId>> AskCoordinatorPartners(rpc::Client& identity, const UserId& user_id) {
  identity::v1::ListCoordinatorPartnersRequest request;
  identity::v1::ListCoordinatorPartnersResponse response;
  request.set_user_id(user_id.text());
  const absl::Status status =
      identity.Call("/parley.identity.v1.IdentityInternalService/ListCoordinatorPartners", request, response, kAskTimeout);
  if (!status.ok()) return status;
  std::vector<PartnerId> partners;
  for (const std::string& id : response.partner_ids()) {
    auto parsed = ParseId<PartnerId>(id, "partner_ids");
    if (!parsed.ok()) return parsed.status();
    partners.push_back(*std::move(parsed));
  }
  return partners;
}

absl::Status AppointAtIdentity(rpc::Client& identity, const identity::v1::AppointCoordinatorRequest& request) {
  identity::v1::AppointCoordinatorResponse response;
  return identity.Call("/parley.identity.v1.IdentityInternalService/AppointCoordinator", request, response, kHandOverTimeout);
}

// Everything of partners that lives as long as its process.
struct Parts {
  Parts(service::Process& process, rpc::Client& identity_client)
      : courier(process.settings().server.database, process.clock(),
                {Appointments([&identity_client](const auto& request) { return AppointAtIdentity(identity_client, request); })}),
        deps{process.page_tokens(), [&process] { process.WakeRelay(); }, [this] { courier.Wake(); },
             [&identity_client](const UserId& user_id) { return AskCoordinatorPartners(identity_client, user_id); }},
        public_face(process.server(), deps) {}

  service::Courier courier;
  Deps deps;
  PublicFace public_face;
};

}  // namespace

absl::Status Compose(config::Environment& environment, const Clock& clock, std::unique_ptr<service::Process>& process) {
  service::Settings base = service::ReadSettings(environment, "partners");
  const Settings own = ReadSettings(environment);
  std::shared_ptr<rpc::Client> identity = service::ConnectPeer(environment, base, "identity");
  if (auto status = environment.Check(); !status.ok()) return status;

  process = std::make_unique<service::Process>(std::move(base), clock, service::FetchKeysFrom(*identity));
  process->Keep(identity);
  auto parts = std::make_shared<Parts>(*process, *identity);
  process->Keep(parts);
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  process->server().Add(&parts->public_face, pool->FindServiceByName(v1::PartnersService::service_full_name()));
  process->PublishEvents();
  process->Follow(FollowIdentity(), *identity);
  process->Run([&courier = parts->courier](std::stop_token stop) { courier.Run(stop); });
  process->Run([database = process->settings().server.database, &clock, own, wake = parts->deps.wake_relay](std::stop_token stop) {
    KeepUp(database, clock, own.seed, wake, stop);
  });
  return absl::OkStatus();
}

}  // namespace parley::partners

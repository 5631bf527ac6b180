#include "services/scheduling/service.h"

#include "google/protobuf/descriptor.h"
#include "libs/rpc/server.h"
#include "parley/scheduling/v1/internal.grpc.pb.h"
#include "parley/scheduling/v1/scheduling_service.grpc.pb.h"
#include "services/scheduling/following.h"
#include "services/scheduling/handlers/handlers.h"
#include "services/scheduling/upkeep.h"

namespace parley::scheduling {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

class PublicFace final : public v1::SchedulingService::CallbackService {
 public:
  PublicFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* GetMyAvailability(Context* context, const v1::GetMyAvailabilityRequest* request, v1::Availability* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetMyAvailability, deps_);
  }
  Reactor* SetMyAvailability(Context* context, const v1::SetMyAvailabilityRequest* request, v1::Availability* response) override {
    return rpc::Handle(server_, context, request, response, handlers::SetMyAvailability, deps_);
  }
  Reactor* AddRunFacilitator(Context* context, const v1::AddRunFacilitatorRequest* request, v1::RunFacilitator* response) override {
    return rpc::Handle(server_, context, request, response, handlers::AddRunFacilitator, deps_);
  }
  Reactor* RemoveRunFacilitator(Context* context, const v1::RemoveRunFacilitatorRequest* request, v1::RunFacilitator* response) override {
    return rpc::Handle(server_, context, request, response, handlers::RemoveRunFacilitator, deps_);
  }
  Reactor* ListRunFacilitators(Context* context, const v1::ListRunFacilitatorsRequest* request,
                               v1::ListRunFacilitatorsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListRunFacilitators, deps_);
  }
  Reactor* CreatePlan(Context* context, const v1::CreatePlanRequest* request, v1::Plan* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CreatePlan, deps_);
  }
  Reactor* GetPlan(Context* context, const v1::GetPlanRequest* request, v1::Plan* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetPlan, deps_);
  }
  Reactor* ListPlans(Context* context, const v1::ListPlansRequest* request, v1::ListPlansResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListPlans, deps_);
  }
  Reactor* CancelPlan(Context* context, const v1::CancelPlanRequest* request, v1::Plan* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CancelPlan, deps_);
  }
  Reactor* AdoptPlan(Context* context, const v1::AdoptPlanRequest* request, v1::Plan* response) override {
    return rpc::Handle(server_, context, request, response, handlers::AdoptPlan, deps_);
  }
  Reactor* DiscardPlan(Context* context, const v1::DiscardPlanRequest* request, v1::Plan* response) override {
    return rpc::Handle(server_, context, request, response, handlers::DiscardPlan, deps_);
  }
  Reactor* GetMyPlacement(Context* context, const v1::GetMyPlacementRequest* request, v1::Placement* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetMyPlacement, deps_);
  }
  Reactor* ListMyGroups(Context* context, const v1::ListMyGroupsRequest* request, v1::ListMyGroupsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListMyGroups, deps_);
  }
  Reactor* GetGroup(Context* context, const v1::GetGroupRequest* request, v1::Group* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetGroup, deps_);
  }
  Reactor* ListRunGroups(Context* context, const v1::ListRunGroupsRequest* request, v1::ListRunGroupsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListRunGroups, deps_);
  }
  Reactor* ListMyMeetings(Context* context, const v1::ListMyMeetingsRequest* request, v1::ListMyMeetingsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListMyMeetings, deps_);
  }
  Reactor* GetMeeting(Context* context, const v1::GetMeetingRequest* request, v1::Meeting* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetMeeting, deps_);
  }
  Reactor* SetMeetingRoom(Context* context, const v1::SetMeetingRoomRequest* request, v1::Meeting* response) override {
    return rpc::Handle(server_, context, request, response, handlers::SetMeetingRoom, deps_);
  }
  Reactor* CancelMeeting(Context* context, const v1::CancelMeetingRequest* request, v1::Meeting* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CancelMeeting, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

class InternalFace final : public v1::SchedulingInternalService::CallbackService {
 public:
  InternalFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* GetGroupRun(Context* context, const v1::GetGroupRunRequest* request, v1::GroupRun* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetGroupRun, deps_);
  }
  Reactor* GetSeat(Context* context, const v1::GetSeatRequest* request, v1::Seat* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetSeat, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

// Everything of scheduling's that lives as long as its process.
struct Parts {
  Parts(service::Process& process, std::unique_ptr<rpc::Client> identity, std::unique_ptr<rpc::Client> catalog)
      : deps{.owners = Owners(std::move(identity), std::move(catalog)),
             .pages = process.page_tokens(),
             .wake_relay = [&process] { process.WakeRelay(); },
             .wake_upkeep = [this] { upkeep.Wake(); }},
        upkeep(process.settings().server.database, process.clock(), deps.owners, deps.wake_relay),
        public_face(process.server(), deps),
        internal_face(process.server(), deps) {}

  Deps deps;
  Upkeep upkeep;
  PublicFace public_face;
  InternalFace internal_face;
};

}  // namespace

absl::Status Compose(config::Environment& environment, const Clock& clock, std::unique_ptr<service::Process>& process) {
  service::Settings base = service::ReadSettings(environment, "scheduling");
  auto identity = service::ConnectPeer(environment, base, "identity");
  auto catalog = service::ConnectPeer(environment, base, "catalog");
  if (auto status = environment.Check(); !status.ok()) return status;

  process = std::make_unique<service::Process>(std::move(base), clock, service::FetchKeysFrom(*identity));
  auto parts = std::make_shared<Parts>(*process, std::move(identity), std::move(catalog));
  process->Keep(parts);
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  process->server().Add(&parts->public_face, pool->FindServiceByName(v1::SchedulingService::service_full_name()));
  process->server().Add(&parts->internal_face, pool->FindServiceByName(v1::SchedulingInternalService::service_full_name()));
  process->PublishEvents();
  process->Follow(FollowCatalog(), parts->deps.owners.catalog());
  process->Follow(FollowIdentity(), parts->deps.owners.identity());
  process->Run([&upkeep = parts->upkeep](std::stop_token stop) { upkeep.Run(stop); });
  return absl::OkStatus();
}

}  // namespace parley::scheduling

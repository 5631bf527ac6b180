#include "services/moderation/service.h"

#include "google/protobuf/descriptor.h"
#include "libs/rpc/server.h"
#include "parley/moderation/v1/internal.grpc.pb.h"
#include "parley/moderation/v1/moderation_service.grpc.pb.h"
#include "services/moderation/following.h"
#include "services/moderation/handlers/handlers.h"
#include "services/moderation/hold_sender.h"
#include "services/moderation/store/hold_orders.h"

namespace parley::moderation {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

class PublicFace final : public v1::ModerationService::CallbackService {
 public:
  PublicFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* ListQueueItems(Context* context, const v1::ListQueueItemsRequest* request, v1::ListQueueItemsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListQueueItems, deps_);
  }
  Reactor* GetQueueItem(Context* context, const v1::GetQueueItemRequest* request, v1::QueueItem* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetQueueItem, deps_);
  }
  Reactor* ClaimQueueItem(Context* context, const v1::ClaimQueueItemRequest* request, v1::QueueItem* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ClaimQueueItem, deps_);
  }
  Reactor* ReleaseQueueItem(Context* context, const v1::ReleaseQueueItemRequest* request, v1::QueueItem* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ReleaseQueueItem, deps_);
  }
  Reactor* DecideQueueItem(Context* context, const v1::DecideQueueItemRequest* request, v1::QueueItem* response) override {
    return rpc::Handle(server_, context, request, response, handlers::DecideQueueItem, deps_);
  }
  Reactor* RestoreVideo(Context* context, const v1::RestoreVideoRequest* request, v1::Decision* response) override {
    return rpc::Handle(server_, context, request, response, handlers::RestoreVideo, deps_);
  }
  Reactor* ListDecisionsOnMyVideos(Context* context, const v1::ListDecisionsOnMyVideosRequest* request,
                                   v1::ListDecisionsOnMyVideosResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListDecisionsOnMyVideos, deps_);
  }
  Reactor* ReportVideo(Context* context, const v1::ReportVideoRequest* request, v1::Report* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ReportVideo, deps_);
  }
  Reactor* ListMyReports(Context* context, const v1::ListMyReportsRequest* request, v1::ListMyReportsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListMyReports, deps_);
  }
  Reactor* GetReport(Context* context, const v1::GetReportRequest* request, v1::Report* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetReport, deps_);
  }
  Reactor* NudgeParticipant(Context* context, const v1::NudgeParticipantRequest* request, v1::Nudge* response) override {
    return rpc::Handle(server_, context, request, response, handlers::NudgeParticipant, deps_);
  }
  Reactor* NudgeSilent(Context* context, const v1::NudgeSilentRequest* request, v1::NudgeSilentResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::NudgeSilent, deps_);
  }
  Reactor* VerifyAuditLog(Context* context, const v1::VerifyAuditLogRequest* request, v1::VerifyAuditLogResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::VerifyAuditLog, deps_);
  }
  Reactor* ListAuditEntries(Context* context, const v1::ListAuditEntriesRequest* request, v1::ListAuditEntriesResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListAuditEntries, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

class InternalFace final : public v1::ModerationInternalService::CallbackService {
 public:
  InternalFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* GetNudge(Context* context, const v1::GetNudgeRequest* request, v1::Nudge* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetNudge, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

// The services it speaks to.
struct Peers {
  std::unique_ptr<rpc::Client> identity;
  std::unique_ptr<rpc::Client> catalog;
  std::unique_ptr<rpc::Client> exchange;
  std::unique_ptr<rpc::Client> scheduling;  // followed, never asked
};

// Everything of moderation's that lives as long as its process.
struct Parts {
  Parts(service::Process& process, Peers peers)
      : scheduling(std::move(peers.scheduling)),
        deps{.owners = Owners(std::move(peers.identity), std::move(peers.catalog), std::move(peers.exchange)),
             .pages = process.page_tokens(),
             .wake_relay = [&process] { process.WakeRelay(); },
             .wake_hold_sender = [this] { hold_sender.Wake(); }},
        hold_sender(process.settings().server.database, process.clock(), deps.owners.exchange()),
        public_face(process.server(), deps),
        internal_face(process.server(), deps) {}

  std::unique_ptr<rpc::Client> scheduling;
  Deps deps;
  HoldSender hold_sender;
  PublicFace public_face;
  InternalFace internal_face;
};

service::Look AtHoldOrders() {
  return {{{"parley_hold_waiting_orders",
            "Decisions that the exchange has not heard of yet: what they hide is still seen, what they restore is not."},
           {"parley_hold_oldest_waiting_seconds", "Age of the oldest of them; 0 when there is none."}},
          [](postgres::Session& db, absl::Time now) -> std::vector<double> {
            const store::HoldBacklog backlog = store::GetHoldBacklog(db);
            return {static_cast<double>(backlog.waiting), service::SecondsSince(backlog.oldest_time, now)};
          }};
}

}  // namespace

absl::Status Compose(config::Environment& environment, const Clock& clock, std::unique_ptr<service::Process>& process) {
  service::Settings base = service::ReadSettings(environment, "moderation");
  Peers peers;
  peers.identity = service::ConnectPeer(environment, base, "identity");
  peers.catalog = service::ConnectPeer(environment, base, "catalog");
  peers.exchange = service::ConnectPeer(environment, base, "exchange");
  peers.scheduling = service::ConnectPeer(environment, base, "scheduling");
  if (auto status = environment.Check(); !status.ok()) return status;

  process = std::make_unique<service::Process>(std::move(base), clock, service::FetchKeysFrom(*peers.identity));
  auto parts = std::make_shared<Parts>(*process, std::move(peers));
  process->Keep(parts);
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  process->server().Add(&parts->public_face, pool->FindServiceByName(v1::ModerationService::service_full_name()));
  process->server().Add(&parts->internal_face, pool->FindServiceByName(v1::ModerationInternalService::service_full_name()));
  process->PublishEvents();
  process->Follow(FollowCatalog(), parts->deps.owners.catalog());
  process->Follow(FollowExchange(), parts->deps.owners.exchange());
  process->Follow(FollowScheduling(), *parts->scheduling);
  process->Run([&hold_sender = parts->hold_sender](std::stop_token stop) { hold_sender.Run(stop); });
  process->Watch(AtHoldOrders());
  return absl::OkStatus();
}

}  // namespace parley::moderation

#include "services/exchange/service.h"

#include "google/protobuf/descriptor.h"
#include "libs/rpc/server.h"
#include "parley/exchange/v1/exchange_service.grpc.pb.h"
#include "parley/exchange/v1/internal.grpc.pb.h"
#include "services/exchange/following.h"
#include "services/exchange/handlers/handlers.h"
#include "services/exchange/settings.h"
#include "services/exchange/upkeep.h"

namespace parley::exchange {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

class PublicFace final : public v1::ExchangeService::CallbackService {
 public:
  PublicFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* ListPrompts(Context* context, const v1::ListPromptsRequest* request, v1::ListPromptsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListPrompts, deps_);
  }
  Reactor* GetPrompt(Context* context, const v1::GetPromptRequest* request, v1::Prompt* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetPrompt, deps_);
  }
  Reactor* CreateVideo(Context* context, const v1::CreateVideoRequest* request, v1::Video* response) override {
    return rpc::Handle(server_, context, request, response, handlers::CreateVideo, deps_);
  }
  Reactor* GetVideo(Context* context, const v1::GetVideoRequest* request, v1::Video* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetVideo, deps_);
  }
  Reactor* ListVideos(Context* context, const v1::ListVideosRequest* request, v1::ListVideosResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListVideos, handlers::GatherListVideos, deps_);
  }
  Reactor* ListReplies(Context* context, const v1::ListRepliesRequest* request, v1::ListRepliesResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListReplies, deps_);
  }
  Reactor* ListMyVideos(Context* context, const v1::ListMyVideosRequest* request, v1::ListMyVideosResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListMyVideos, deps_);
  }
  Reactor* WithdrawVideo(Context* context, const v1::WithdrawVideoRequest* request, v1::Video* response) override {
    return rpc::Handle(server_, context, request, response, handlers::WithdrawVideo, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

class InternalFace final : public v1::ExchangeInternalService::CallbackService {
 public:
  InternalFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* GetUpload(Context* context, const v1::GetUploadRequest* request, v1::UploadStatus* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetUpload, deps_);
  }
  Reactor* AdvanceUpload(Context* context, const v1::AdvanceUploadRequest* request, v1::UploadStatus* response) override {
    return rpc::Handle(server_, context, request, response, handlers::AdvanceUpload, deps_);
  }
  Reactor* GetRendition(Context* context, const v1::GetRenditionRequest* request, v1::Rendition* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetRendition, deps_);
  }
  Reactor* GetVideoForModeration(Context* context, const v1::GetVideoForModerationRequest* request,
                                 v1::VideoForModeration* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetVideoForModeration, deps_);
  }
  Reactor* PlaceModerationHold(Context* context, const v1::PlaceModerationHoldRequest* request, v1::VideoForModeration* response) override {
    return rpc::Handle(server_, context, request, response, handlers::PlaceModerationHold, deps_);
  }
  Reactor* LiftModerationHold(Context* context, const v1::LiftModerationHoldRequest* request, v1::VideoForModeration* response) override {
    return rpc::Handle(server_, context, request, response, handlers::LiftModerationHold, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

// Everything of the exchange's that lives as long as its process.
struct Parts {
  Parts(service::Process& process, const Settings& settings, std::unique_ptr<rpc::Client> identity, std::unique_ptr<rpc::Client> catalog,
        std::unique_ptr<rpc::Client> scheduling)
      : deps{.owners = Owners(std::move(identity), std::move(catalog), std::move(scheduling)),
             .pages = process.page_tokens(),
             .feeds = FeedCache(static_cast<size_t>(settings.feed_cache_bytes)),
             .wake_relay = [&process] { process.WakeRelay(); },
             .wake_upkeep = [this] { upkeep.Wake(); }},
        upkeep(process.settings().server.database, process.clock(), deps.owners, blob::OpenFolder(settings.blob_root)),
        public_face(process.server(), deps),
        internal_face(process.server(), deps) {}

  Deps deps;
  Upkeep upkeep;
  PublicFace public_face;
  InternalFace internal_face;
};

}  // namespace

absl::Status Compose(config::Environment& environment, const Clock& clock, std::unique_ptr<service::Process>& process) {
  service::Settings base = service::ReadSettings(environment, "exchange");
  const Settings own = ReadSettings(environment);
  auto identity = service::ConnectPeer(environment, base, "identity");
  auto catalog = service::ConnectPeer(environment, base, "catalog");
  auto scheduling = service::ConnectPeer(environment, base, "scheduling");
  if (auto status = environment.Check(); !status.ok()) return status;

  process = std::make_unique<service::Process>(std::move(base), clock, service::FetchKeysFrom(*identity));
  auto parts = std::make_shared<Parts>(*process, own, std::move(identity), std::move(catalog), std::move(scheduling));
  process->Keep(parts);
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  process->server().Add(&parts->public_face, pool->FindServiceByName(v1::ExchangeService::service_full_name()));
  process->server().Add(&parts->internal_face, pool->FindServiceByName(v1::ExchangeInternalService::service_full_name()));
  process->PublishEvents();
  process->Follow(FollowCatalog(), parts->deps.owners.catalog());
  process->Follow(FollowIdentity(), parts->deps.owners.identity());
  process->Follow(FollowScheduling(), parts->deps.owners.scheduling());
  process->Run([&upkeep = parts->upkeep](std::stop_token stop) { upkeep.Run(stop); });
  return absl::OkStatus();
}

}  // namespace parley::exchange

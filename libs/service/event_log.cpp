#include "libs/service/event_log.h"

#include <google/protobuf/descriptor.h>

#include "libs/events/event_log.h"
#include "libs/rpc/server.h"
#include "parley/events/v1/event_log.grpc.pb.h"

namespace parley::service {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

struct NoDeps {};

absl::Status ListEvents(NoDeps&, rpc::Call& call, const events::v1::ListEventsRequest& request, events::v1::ListEventsResponse& response) {
  return events::ListEvents(call.db(), request, response);
}

absl::Status ListLatestEvents(NoDeps&, rpc::Call& call, const events::v1::ListLatestEventsRequest& request,
                              events::v1::ListLatestEventsResponse& response) {
  return events::ListLatestEvents(call.db(), request, response);
}

absl::Status GetHead(NoDeps&, rpc::Call& call, const events::v1::GetHeadRequest& request, events::v1::Head& response) {
  return events::GetHead(call.db(), request, response);
}

class Face final : public events::v1::EventLogService::CallbackService {
 public:
  explicit Face(rpc::Server& server) : server_(server) {}

  Reactor* ListEvents(Context* context, const events::v1::ListEventsRequest* request, events::v1::ListEventsResponse* response) override {
    return rpc::Handle(server_, context, request, response, service::ListEvents, deps_);
  }
  Reactor* ListLatestEvents(Context* context, const events::v1::ListLatestEventsRequest* request,
                            events::v1::ListLatestEventsResponse* response) override {
    return rpc::Handle(server_, context, request, response, service::ListLatestEvents, deps_);
  }
  Reactor* GetHead(Context* context, const events::v1::GetHeadRequest* request, events::v1::Head* response) override {
    return rpc::Handle(server_, context, request, response, service::GetHead, deps_);
  }

 private:
  rpc::Server& server_;
  NoDeps deps_;
};

}  // namespace

std::unique_ptr<grpc::Service> HostEventLog(rpc::Server& server) {
  auto face = std::make_unique<Face>(server);
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  server.Add(face.get(), pool->FindServiceByName(events::v1::EventLogService::service_full_name()));
  return face;
}

}  // namespace parley::service

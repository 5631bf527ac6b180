#include "libs/rpc/server.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <cstdlib>
#include <utility>

#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/arrival.h"
#include "libs/rpc/contract.h"
#include "libs/rpc/credentials.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/replay.h"
#include "libs/rpc/status.h"
#include "libs/rpc/workers.h"

namespace parley::rpc {

struct Server::Impl {
  Impl(ServerOptions given, const Clock& clock, auth::TokenVerifier& verifier)
      : options(std::move(given)), clock(clock), workers(options, clock, verifier, registry) {}

  absl::Time DeadlineOf(const grpc::CallbackServerContext& context, absl::Time now) const {
    const absl::Time asked = absl::FromChrono(context.deadline());
    return asked > now + absl::Hours(24) ? now + options.default_deadline : asked;
  }

  const ServerOptions options;
  const Clock& clock;
  Contract contract;
  metrics::Registry registry;
  std::vector<grpc::Service*> services;
  grpc::CallbackGenericService rest;  // UNIMPLEMENTED for all else; gRPC starts no server without any service
  Workers workers;
  std::unique_ptr<ReplayTrimmer> trimmer;
  std::shared_ptr<grpc::ServerCredentials> credentials;  // kept: they follow the files
  std::unique_ptr<grpc::Server> server;
  int port = 0;
  int metrics_port = 0;
};

Server::Server(ServerOptions options, const Clock& clock, auth::TokenVerifier& verifier)
    : impl_(std::make_unique<Impl>(std::move(options), clock, verifier)) {}

Server::~Server() {
  Stop(absl::ZeroDuration());
  impl_->registry.Close();
}

void Server::Add(grpc::Service* service, const google::protobuf::ServiceDescriptor* descriptor) {
  const auto flaws = impl_->contract.Add(*descriptor);
  for (const auto& flaw : flaws) log::Error("a contract must be mended", {{"flaw", flaw}});
  if (!flaws.empty()) std::abort();
  for (int i = 0; i < descriptor->method_count(); ++i) {
    impl_->workers.Know("/" + descriptor->full_name() + "/" + descriptor->method(i)->name());
  }
  impl_->services.push_back(service);
}

grpc::ServerUnaryReactor* Server::Serve(grpc::CallbackServerContext* context, const google::protobuf::Message* request,
                                        google::protobuf::Message* response, Handler handler, Gather gather) {
  auto* reactor = new UnaryCall();  // gRPC's from here
  const Method* method = impl_->contract.Find(request->GetDescriptor());
  if (method == nullptr || (method->mutates && gather)) {
    log::Error("a method was served whose service was never added, or a mutation gathered",
               {{"request", request->GetDescriptor()->full_name()}});
    reactor->Finish(ToGrpcStatus(absl::UnimplementedError("not served here")));
    return reactor;
  }
  const absl::Time now = absl::Now();
  impl_->workers.Take(std::make_unique<Arrival>(Arrival{.context = context,
                                                        .finish = [reactor](const grpc::Status& status) { reactor->Finish(status); },
                                                        .attention = &reactor->attention(),
                                                        .method = method,
                                                        .request = request,
                                                        .response = response,
                                                        .handler = std::move(handler),
                                                        .gather = std::move(gather),
                                                        .arrival = now,
                                                        .deadline = impl_->DeadlineOf(*context, now),
                                                        .traceparent = Traceparent(*context)}));
  return reactor;
}

void Server::ServeStream(grpc::CallbackServerContext* context, const google::protobuf::Descriptor* request, IncomingStream& stream,
                         google::protobuf::Message* response, BatchHandler handler, AddPart add) {
  const Method* method = impl_->contract.Find(request);
  if (method == nullptr) {
    log::Error("a method was served whose service was never added", {{"request", request->full_name()}});
    return stream.Finish(ToGrpcStatus(absl::UnimplementedError("not served here")));
  }
  const absl::Time now = absl::Now();
  auto work = std::make_unique<StreamWork>(StreamWork{stream, std::move(handler), std::move(add)});
  impl_->workers.Take(std::make_unique<Arrival>(Arrival{.context = context,
                                                        .finish = [&stream](const grpc::Status& status) { stream.Finish(status); },
                                                        .attention = &stream.attention(),
                                                        .method = method,
                                                        .response = response,
                                                        .arrival = now,
                                                        .deadline = impl_->DeadlineOf(*context, now),
                                                        .traceparent = Traceparent(*context),
                                                        .stream = std::move(work)}));
}

absl::Status Server::Start() {
  const ServerOptions& options = impl_->options;
  if (auto status = CheckTls(options.tls); !status.ok()) return status;
  impl_->workers.Start();
  if (!options.metrics_listen.empty()) {
    const auto port = impl_->registry.Expose(options.metrics_listen);
    if (!port.ok()) return port.status();
    impl_->metrics_port = *port;
  }

  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  impl_->credentials = ServerTls(options.tls);
  builder.AddListeningPort(options.listen, impl_->credentials, &impl_->port);
  builder.SetMaxReceiveMessageSize(kLargestMessage);
  builder.SetMaxSendMessageSize(kLargestMessage);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10000);  // clients ask every 20 s
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  for (auto* service : impl_->services) builder.RegisterService(service);
  builder.RegisterCallbackGenericService(&impl_->rest);
  impl_->server = builder.BuildAndStart();
  if (!impl_->server || impl_->port == 0) {
    impl_->server.reset();
    return errors::Unavailable("PORT_UNAVAILABLE", "cannot listen on " + options.listen);
  }
  impl_->trimmer = std::make_unique<ReplayTrimmer>(options.database, impl_->clock);
  return absl::OkStatus();
}

int Server::port() const { return impl_->port; }
int Server::metrics_port() const { return impl_->metrics_port; }
metrics::Registry& Server::metrics() { return impl_->registry; }
int Server::waiting() const { return impl_->workers.waiting(); }

void Server::Stop(absl::Duration patience) {
  if (impl_->server) {
    impl_->server->GetHealthCheckService()->SetServingStatus(false);
    impl_->server->Shutdown(absl::ToChronoTime(absl::Now() + patience));
    impl_->server.reset();
  }
  impl_->workers.Stop();
  impl_->trimmer.reset();
}

}  // namespace parley::rpc

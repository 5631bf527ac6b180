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

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <optional>
#include <utility>

#include "libs/auth/stale.h"
#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/access.h"
#include "libs/rpc/arrival.h"
#include "libs/rpc/contract.h"
#include "libs/rpc/credentials.h"
#include "libs/rpc/invocation.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/metrics.h"
#include "libs/rpc/replay.h"
#include "libs/rpc/status.h"
#include "libs/rpc/worker_pool.h"
#include "libs/trace/trace.h"

namespace parley::rpc {
namespace {

using Calls = std::vector<std::unique_ptr<Arrival>>;

// What is done for the call is done for its span, where it has one.
void Record(Arrival& call) {
  call.span = trace::Begin(trace::Kind::kServer, call.method->name, call.traceparent);
  if (call.span) call.traceparent = call.span->traceparent();
}

}  // namespace

struct Server::Impl {
  Impl(ServerOptions given, const Clock& clock, auth::TokenVerifier& verifier)
      : options(std::move(given)), clock(clock), verifier(verifier) {
    for (int worker = 0; worker < options.workers; ++worker) {
      connections.push_back(std::make_unique<postgres::Connection>(options.database));
    }
  }

  // Before calls come, and anybody asks.
  void StartWorkers() {
    pool = std::make_unique<WorkerPool<std::unique_ptr<Arrival>>>(options.workers, options.queue_limit,
                                                                  [this](int worker, Calls calls) { Answer(worker, std::move(calls)); });
    registry.Add({"parley_rpc_queue_waiting", "Calls that wait for a worker."}, [this] { return pool->waiting(); });
    registry.Add({"parley_rpc_queue_limit", "Calls that may wait; more are refused."}, [this] { return options.queue_limit; });
    registry.Add({"parley_rpc_workers", "Workers that serve calls."}, [this] { return options.workers; });
    registry.Add({"parley_rpc_busy_workers", "Workers that serve a call at the moment."}, [this] { return pool->busy(); });
  }

  // Who calls: the service at the other end, and the user or client if the method is for one or a good token came along.
  absl::StatusOr<Caller> Authenticate(Arrival& call) {
    const auto& access = call.method->access;
    auto service = PeerName(*call.context);
    if (!service.ok()) return service.status();
    Caller caller{call.service = *std::move(service), std::nullopt};
    if (auto status = CheckService(access, caller); !status.ok()) return status;
    // Where no token is needed a stale one is as good as none: one must be able to refresh.
    if (auto status = ReadBearer(*call.context, caller); !status.ok() && NeedsToken(access)) return status;
    if (auto status = CheckBearer(access, caller); !status.ok()) return status;
    return caller;
  }

  absl::Status ReadBearer(const grpc::CallbackServerContext& context, Caller& caller) {
    const auto token = BearerToken(context);
    if (!token.ok() || !*token) return token.status();
    auto bearer = verifier.Verify(**token, clock.Now());
    if (!bearer.ok()) return bearer.status();
    caller.user = std::move(bearer->user);
    caller.client = std::move(bearer->client);
    return absl::OkStatus();
  }

  // One call, or several of a method that gathers.
  void Answer(int worker, Calls calls) {
    postgres::Connection& connection = *connections[static_cast<size_t>(worker)];
    const Method* method = calls.front()->method;
    const bool gathers = calls.front()->gather && !calls.front()->caller;
    LetIn(calls);
    if (gathers) GatherFor(connection, calls);
    if (gathers) pool->Release(method);
    for (auto& call : calls) {
      const trace::Scope scope(call->traceparent);
      if (call->stream) {
        GoOn(connection, std::move(call));
      } else {
        Finish(*call, Run(connection, *call));
      }
    }
  }

  // Leaves the calls that may be served.
  void LetIn(Calls& calls) {
    std::erase_if(calls, [this](const std::unique_ptr<Arrival>& call) {
      if (call->caller) return false;
      const absl::Status wanted = CheckWanted(*call);
      auto caller = wanted.ok() ? Authenticate(*call) : wanted;
      if (!caller.ok()) Finish(*call, caller.status());
      if (caller.ok()) call->caller = *std::move(caller);
      return !call->caller;
    });
  }

  // Leaves the calls for which something was found. The others go back to the queue, since their statements need not follow one another.
  void GatherFor(postgres::Connection& connection, Calls& calls) {
    if (calls.empty()) return;
    std::vector<Waiting> waiting;
    waiting.reserve(calls.size());
    absl::Time deadline = absl::InfinitePast();
    for (const auto& call : calls) {
      waiting.push_back({*call->caller, *call->request});
      deadline = std::max(deadline, call->deadline);
    }
    connection.WaitUntil(deadline);
    auto found = RunGather(connection, calls.front()->gather, waiting);
    if (!found.ok()) {
      for (const auto& call : calls) Finish(*call, found.status());
      calls.clear();
      return;
    }
    for (size_t i = 0; i < calls.size(); ++i) calls[i]->gathered = std::move((*found)[i]);
    const auto without = std::stable_partition(calls.begin(), calls.end(), [](const auto& call) { return call->gathered.has_value(); });
    pool->PutBack({std::make_move_iterator(without), std::make_move_iterator(calls.end())});
    calls.erase(without, calls.end());
  }

  absl::Status Run(postgres::Connection& connection, const Arrival& call) {
    if (auto status = CheckWanted(call); !status.ok()) return status;
    const absl::Time now = clock.Now();
    const absl::Time deadline = now + (call.deadline - absl::Now());
    const Serving serving(connection, call);
    return Invoke(connection, {*call.method, *call.caller, now, deadline, *call.request, *call.response, call.handler, call.gathered});
  }

  // Whoever was let in a while ago may have lost what their token says. That it has expired meanwhile is no reason to stop.
  absl::Status CheckStill(const Arrival& call) {
    Caller caller;
    absl::Status status = ReadBearer(*call.context, caller);
    return auth::IsStaleToken(status) ? status : absl::OkStatus();
  }

  // The next step of a stream that was let in: reading it, then a batch at a time, so that other calls come between.
  void GoOn(postgres::Connection& connection, std::unique_ptr<Arrival> call) {
    StreamWork& work = *call->stream;
    if (!work.is_read) {
      work.is_read = true;
      Arrival* reading = call.release();  // until the stream has ended, which it does
      return work.incoming.Read([this, reading] { Post(std::unique_ptr<Arrival>(reading)); });
    }
    absl::Status status = CheckStill(*call);
    if (status.ok()) status = RunBatch(connection, *call, clock.Now());
    const bool is_over = work.offset == static_cast<int>(work.incoming.messages().size());
    if (!status.ok() || is_over) return Finish(*call, status);
    if (pool->Post(call)) return;
    std::vector<std::unique_ptr<Arrival>> back;
    back.push_back(std::move(call));
    pool->PutBack(std::move(back));
  }

  void Post(std::unique_ptr<Arrival> call) {
    if (pool->Post(call, call->gather ? call->method : nullptr)) return;
    Finish(*call, errors::ResourceExhausted("SERVER_BUSY", "too many calls at the moment; try again", absl::Seconds(1)));
  }

  void Finish(Arrival& call, const absl::Status& status) {
    const absl::Duration took = absl::Now() - call.arrival;
    const trace::Scope scope(call.traceparent);
    if (!status.ok()) LogFailure(call, status, took);
    metrics.Count(call.method->name, status.code(), took);
    if (call.span && !status.ok()) call.span->Fail(absl::StatusCodeToString(status.code()));
    if (call.stream) --streams;
    call.finish(ToGrpcStatus(WithoutInsides(status)));
  }

  absl::Time DeadlineOf(const grpc::CallbackServerContext& context, absl::Time now) const {
    const absl::Time asked = absl::FromChrono(context.deadline());
    return asked > now + absl::Hours(24) ? now + options.default_deadline : asked;
  }

  const ServerOptions options;
  const Clock& clock;
  auth::TokenVerifier& verifier;
  Contract contract;
  metrics::Registry registry;
  Metrics metrics{registry};
  std::vector<grpc::Service*> services;
  grpc::CallbackGenericService rest;  // UNIMPLEMENTED for all else; gRPC starts no server without any service
  std::vector<std::unique_ptr<postgres::Connection>> connections;
  std::unique_ptr<WorkerPool<std::unique_ptr<Arrival>>> pool;
  std::atomic<int> streams{0};  // not answered yet
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
    impl_->metrics.Add("/" + descriptor->full_name() + "/" + descriptor->method(i)->name());
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
  const absl::Time deadline = impl_->DeadlineOf(*context, now);
  auto call = std::make_unique<Arrival>(Arrival{context,
                                                [reactor](const grpc::Status& status) { reactor->Finish(status); },
                                                &reactor->attention(),
                                                method,
                                                request,
                                                response,
                                                std::move(handler),
                                                std::move(gather),
                                                now,
                                                deadline,
                                                Traceparent(*context),
                                                {},
                                                {},
                                                {},
                                                nullptr,
                                                nullptr});
  Record(*call);
  impl_->Post(std::move(call));
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
  auto call = std::make_unique<Arrival>(Arrival{context,
                                                [&stream](const grpc::Status& status) { stream.Finish(status); },
                                                &stream.attention(),
                                                method,
                                                nullptr,
                                                response,
                                                {},
                                                {},
                                                now,
                                                impl_->DeadlineOf(*context, now),
                                                Traceparent(*context),
                                                {},
                                                {},
                                                {},
                                                std::move(work),
                                                nullptr});
  Record(*call);
  if (++impl_->streams > kMostStreams) {
    return impl_->Finish(*call, errors::ResourceExhausted("SERVER_BUSY", "too many streams at the moment; try again", absl::Seconds(1)));
  }
  impl_->Post(std::move(call));
}

absl::Status Server::Start() {
  const ServerOptions& options = impl_->options;
  if (auto status = CheckTls(options.tls); !status.ok()) return status;
  impl_->StartWorkers();
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
int Server::waiting() const { return impl_->pool ? impl_->pool->waiting() : 0; }

void Server::Stop(absl::Duration patience) {
  if (impl_->server) {
    impl_->server->GetHealthCheckService()->SetServingStatus(false);
    impl_->server->Shutdown(absl::ToChronoTime(absl::Now() + patience));
    impl_->server.reset();
  }
  if (impl_->pool) impl_->pool->Stop();
  impl_->trimmer.reset();
}

}  // namespace parley::rpc

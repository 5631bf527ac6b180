#include "libs/rpc/workers.h"

#include <grpcpp/server_context.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "libs/auth/stale.h"
#include "libs/errors/error.h"
#include "libs/rpc/access.h"
#include "libs/rpc/credentials.h"
#include "libs/rpc/invocation.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/status.h"
#include "libs/trace/trace.h"

namespace parley::rpc {

Workers::Workers(const ServerOptions& options, const Clock& clock, auth::TokenVerifier& verifier, metrics::Registry& registry)
    : options_(options), clock_(clock), verifier_(verifier), registry_(registry), metrics_(registry) {
  for (int worker = 0; worker < options.workers; ++worker) {
    connections_.push_back(std::make_unique<postgres::Connection>(options.database));
  }
}

void Workers::Start() {
  pool_ = std::make_unique<WorkerPool<std::unique_ptr<Arrival>>>(options_.workers, options_.queue_limit,
                                                                 [this](int worker, Calls calls) { Answer(worker, std::move(calls)); });
  registry_.Add({"parley_rpc_queue_waiting", "Calls that wait for a worker."}, [this] { return pool_->waiting(); });
  registry_.Add({"parley_rpc_queue_limit", "Calls that may wait; more are refused."}, [this] { return options_.queue_limit; });
  registry_.Add({"parley_rpc_workers", "Workers that serve calls."}, [this] { return options_.workers; });
  registry_.Add({"parley_rpc_busy_workers", "Workers that serve a call at the moment."}, [this] { return pool_->busy(); });
}

void Workers::Take(std::unique_ptr<Arrival> call) {
  // What is done for the call is done for its span, where it has one.
  call->span = trace::Begin(trace::Kind::kServer, call->method->name, call->traceparent);
  if (call->span) call->traceparent = call->span->traceparent();
  if (call->stream && ++streams_ > kMostStreams) {
    return Finish(*call, errors::ResourceExhausted("SERVER_BUSY", "too many streams at the moment; try again", absl::Seconds(1)));
  }
  Post(std::move(call));
}

void Workers::Stop() {
  if (pool_) pool_->Stop();
}

void Workers::Answer(int worker, Calls calls) {
  postgres::Connection& connection = *connections_[static_cast<size_t>(worker)];
  const Method* method = calls.front()->method;
  const bool gathers = calls.front()->gather && !calls.front()->caller;
  LetIn(calls);
  if (gathers) GatherFor(connection, calls);
  if (gathers) pool_->Release(method);
  for (auto& call : calls) {
    const trace::Scope scope(call->traceparent);
    if (call->stream) {
      GoOn(connection, std::move(call));
    } else {
      Finish(*call, Run(connection, *call));
    }
  }
}

void Workers::LetIn(Calls& calls) {
  std::erase_if(calls, [this](const std::unique_ptr<Arrival>& call) {
    if (call->caller) return false;
    const absl::Status wanted = CheckWanted(*call);
    auto caller = wanted.ok() ? Authenticate(*call) : wanted;
    if (!caller.ok()) Finish(*call, caller.status());
    if (caller.ok()) call->caller = *std::move(caller);
    return !call->caller;
  });
}

void Workers::GatherFor(postgres::Connection& connection, Calls& calls) {
  if (calls.empty()) return;
  std::vector<Server::Waiting> waiting;
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
  pool_->PutBack({std::make_move_iterator(without), std::make_move_iterator(calls.end())});
  calls.erase(without, calls.end());
}

absl::Status Workers::Run(postgres::Connection& connection, const Arrival& call) {
  if (auto status = CheckWanted(call); !status.ok()) return status;
  const absl::Time now = clock_.Now();
  const absl::Time deadline = now + (call.deadline - absl::Now());
  const Serving serving(connection, call);
  return Invoke(connection, {*call.method, *call.caller, now, deadline, *call.request, *call.response, call.handler, call.gathered});
}

void Workers::GoOn(postgres::Connection& connection, std::unique_ptr<Arrival> call) {
  StreamWork& work = *call->stream;
  if (!work.is_read) {
    work.is_read = true;
    Arrival* reading = call.release();  // until the stream has ended, which it does
    return work.incoming.Read([this, reading] { Post(std::unique_ptr<Arrival>(reading)); });
  }
  absl::Status status = CheckStill(*call);
  if (status.ok()) status = RunBatch(connection, *call, clock_.Now());
  const bool is_over = work.offset == static_cast<int>(work.incoming.messages().size());
  if (!status.ok() || is_over) return Finish(*call, status);
  if (pool_->Post(call)) return;
  std::vector<std::unique_ptr<Arrival>> back;
  back.push_back(std::move(call));
  pool_->PutBack(std::move(back));
}

void Workers::Post(std::unique_ptr<Arrival> call) {
  if (pool_->Post(call, call->gather ? call->method : nullptr)) return;
  Finish(*call, errors::ResourceExhausted("SERVER_BUSY", "too many calls at the moment; try again", absl::Seconds(1)));
}

void Workers::Finish(Arrival& call, const absl::Status& status) {
  const absl::Duration took = absl::Now() - call.arrival;
  const trace::Scope scope(call.traceparent);
  if (!status.ok()) LogFailure(call, status, took);
  metrics_.Count(call.method->name, status.code(), took);
  trace::Conclude(call.span.get(), status.code());
  if (call.stream) --streams_;
  call.finish(ToGrpcStatus(WithoutInsides(status)));
}

absl::StatusOr<Caller> Workers::Authenticate(Arrival& call) {
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

absl::Status Workers::ReadBearer(const grpc::CallbackServerContext& context, Caller& caller) {
  const auto token = BearerToken(context);
  if (!token.ok() || !*token) return token.status();
  auto bearer = verifier_.Verify(**token, clock_.Now());
  if (!bearer.ok()) return bearer.status();
  caller.user = std::move(bearer->user);
  caller.client = std::move(bearer->client);
  return absl::OkStatus();
}

absl::Status Workers::CheckStill(const Arrival& call) {
  Caller caller;
  absl::Status status = ReadBearer(*call.context, caller);
  return auth::IsStaleToken(status) ? status : absl::OkStatus();
}

}  // namespace parley::rpc

#include "services/gateway/grpc_edge/edge.h"

#include <grpcpp/channel.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <map>
#include <unordered_map>
#include <utility>

#include "absl/time/clock.h"
#include "libs/errors/error.h"
#include "libs/rpc/client.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/status.h"
#include "libs/rpc/tls.h"
#include "services/gateway/grpc_edge/methods.h"
#include "services/gateway/grpc_edge/passage.h"
#include "services/gateway/grpc_edge/reflection.h"
#include "services/gateway/session_cookies.h"

namespace parley::gateway::grpc_edge {
namespace {

// As of a JSON body.
constexpr int kLargestRequest = 1 << 20;
constexpr int kLargestMetadata = 16 << 10;
constexpr int kMostStreams = 100;  // of a connection
constexpr int kMostReflections = 50;
constexpr int kIdleMs = 300'000;
constexpr int kHandshakeMs = 10'000;
constexpr int kLeastPingMs = 10'000;
constexpr size_t kMemory = size_t{256} << 20;

// For calls that go nowhere.
class Refusal final : public grpc::ServerGenericBidiReactor {
 public:
  explicit Refusal(const absl::Status& status) { Finish(rpc::ToGrpcStatus(status)); }
  void OnDone() override { delete this; }
};

absl::Status NotHere() {
  return errors::WithDetails(absl::UnimplementedError("there is no such method here"),
                             {.reason = "METHOD_UNKNOWN", .metadata = {}, .fields = {}, .retry_after = {}});
}

// None when it is not given once: the service refuses that.
std::string_view TokenOf(const grpc::GenericCallbackServerContext& context) {
  const auto [first, last] = context.client_metadata().equal_range("authorization");
  if (first == last || std::next(first) != last) return {};
  return BearerIn({first->second.data(), first->second.size()});
}

void SetLimits(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kLargestRequest);
  builder.SetMaxSendMessageSize(rpc::kLargestMessage);
  // A few bytes could be unpacked to much more than a message may have.
  for (const auto algorithm : {GRPC_COMPRESS_DEFLATE, GRPC_COMPRESS_GZIP}) builder.SetCompressionAlgorithmSupportStatus(algorithm, false);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMostStreams);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, kIdleMs);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeMs);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kLeastPingMs);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  grpc::ResourceQuota quota("edge");
  quota.Resize(kMemory);
  builder.SetResourceQuota(quota);
}

}  // namespace

struct Edge::Impl final : grpc::CallbackGenericService {
  struct Target {
    Method method;
    grpc::GenericStub* stub;  // null: reflection, which the edge answers itself
    std::chrono::milliseconds deadline;
    int number;
  };

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override {
    const auto found = targets.find(context->method());
    if (found == targets.end()) return new Refusal(NotHere());
    const Target& target = found->second;
    if (absl::Status admitted = admit(target.method, TokenOf(*context), context->peer()); !admitted.ok()) {
      count(target.number, admitted.code(), {});
      return new Refusal(admitted);
    }
    // Reflection is counted apart: its streams may last, and must not keep the others out.
    std::atomic<int>& open = target.stub == nullptr ? reflections : calls;
    if (open.fetch_add(1) >= (target.stub == nullptr ? kMostReflections : options.max_calls)) {
      --open;
      count(target.number, absl::StatusCode::kResourceExhausted, {});
      return new Refusal(errors::ResourceExhausted("SERVER_BUSY", "too many calls at the moment; try again", absl::Seconds(1)));
    }
    const auto end = [this, &target, &open, start = std::chrono::steady_clock::now()](grpc::StatusCode code) {
      --open;
      count(target.number, static_cast<absl::StatusCode>(code), std::chrono::steady_clock::now() - start);
    };
    if (target.stub == nullptr) return new Reflection(contracts, end);
    return Passage::Start(*context, target.method, *target.stub, target.deadline, end);
  }

  Options options;
  Admit admit;
  Count count;
  std::map<std::string, std::unique_ptr<rpc::Client>> clients;  // by area
  std::map<std::string, std::unique_ptr<grpc::GenericStub>> stubs;
  std::unordered_map<std::string, Target> targets;  // by path
  const Contracts contracts;
  std::atomic<int> calls{0};
  std::atomic<int> reflections{0};
  int port = 0;
  std::shared_ptr<grpc::ServerCredentials> credentials;  // kept: they follow the files
  std::unique_ptr<grpc::Server> server;
};

Edge::Edge(const Options& options, const backends::Options& backends, std::vector<Method> methods,
           const std::function<int(const std::string& path)>& add, Admit admit, Count count)
    : impl_(std::make_unique<Impl>()) {
  impl_->options = options;
  impl_->admit = std::move(admit);
  impl_->count = std::move(count);
  for (const auto& [area, address] : backends.addresses) {
    impl_->clients[area] = std::make_unique<rpc::Client>(area, address, backends.tls);
    impl_->stubs[area] = std::make_unique<grpc::GenericStub>(impl_->clients[area]->channel());
  }
  for (Method& method : methods) {
    const auto stub = impl_->stubs.find(method.area);
    if (stub == impl_->stubs.end()) continue;
    const auto deadline = method.client_streaming || method.server_streaming ? backends.stream_deadline : backends.deadline;
    const std::string path = method.path;
    impl_->targets.emplace(path, Impl::Target{std::move(method), stub->second.get(), deadline, add(path)});
  }
  for (const char* path : kReflectionPaths) impl_->targets.emplace(path, Impl::Target{{.path = path, .area = ""}, nullptr, {}, add(path)});
}

Edge::~Edge() { Stop(absl::ZeroDuration()); }

absl::Status Edge::Start() {
  const Options& options = impl_->options;
  if (auto status = rpc::CheckTls(options.certificate, options.key); !status.ok()) return status;
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  impl_->credentials = rpc::ServerTlsForAnybody(options.certificate, options.key);
  builder.AddListeningPort(options.listen, impl_->credentials, &impl_->port);
  SetLimits(builder);
  builder.RegisterCallbackGenericService(impl_.get());
  impl_->server = builder.BuildAndStart();
  if (!impl_->server || impl_->port == 0) {
    impl_->server.reset();
    return errors::Unavailable("PORT_UNAVAILABLE", "cannot listen on " + options.listen);
  }
  return absl::OkStatus();
}

int Edge::port() const { return impl_->port; }

void Edge::Stop(absl::Duration patience) {
  if (!impl_->server) return;
  impl_->server->GetHealthCheckService()->SetServingStatus(false);
  impl_->server->Shutdown(absl::ToChronoTime(absl::Now() + patience));
  impl_->server.reset();
}

}  // namespace parley::gateway::grpc_edge

#include "libs/rpc/client.h"

#include <google/protobuf/message.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/channel_arguments.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/attention.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/status.h"
#include "libs/trace/span.h"
#include "libs/trace/trace.h"

namespace parley::rpc {
namespace {

grpc::ChannelArguments Arguments(const std::string& peer) {
  grpc::ChannelArguments arguments;
  arguments.SetSslTargetNameOverride(peer);  // the certificate's SAN is the service's name, wherever it runs
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // a connection of its own: clients with the same certificates would share one
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_SERVICE_CONFIG_DISABLE_RESOLUTION, 1);
  arguments.SetMaxReceiveMessageSize(kLargestMessage);
  arguments.SetMaxSendMessageSize(kLargestMessage);
  arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  // A peer that was restarted is found again within a second; one that vanished is noticed.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  // In spite of its name this is how long one attempt may take: a busy machine takes seconds for a handshake, and would never finish one.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetInt(GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, 1000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 20000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5000);
  return arguments;
}

}  // namespace

struct Client::Impl {
  std::string peer;
  std::shared_ptr<grpc::ChannelCredentials> credentials;  // kept: they follow the files
  std::shared_ptr<grpc::Channel> channel;

  // What gRPC says about connections names addresses: for the log, not for the caller.
  absl::Status Unreachable(const std::string& method, const grpc::Status& status) const {
    log::Warning("a peer does not answer", {{"peer", peer}, {"method", method}, {"error", status.error_message()}});
    return errors::Unavailable("SERVICE_UNAVAILABLE", peer + " does not answer; try again");
  }
};

Client::Client(std::string peer, const std::string& address, const TlsFiles& tls) : impl_(std::make_unique<Impl>()) {
  impl_->credentials = ClientTls(tls);
  impl_->channel = grpc::CreateCustomChannel(address, impl_->credentials, Arguments(peer));
  impl_->peer = std::move(peer);
}

Client::~Client() = default;

absl::Status Client::Call(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                          absl::Duration timeout, const std::string& bearer, bool wait_for_ready) {
  using Lite = google::protobuf::MessageLite;
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(std::min(absl::Now() + timeout, Attention::Deadline())));
  context.set_wait_for_ready(wait_for_ready);
  if (!bearer.empty()) context.AddMetadata("authorization", "Bearer " + bearer);
  const auto span = trace::Begin(trace::Kind::kClient, method, trace::Current());
  if (span) {
    context.AddMetadata("traceparent", span->traceparent());
  } else if (!trace::Current().empty()) {
    context.AddMetadata("traceparent", trace::Continue(trace::Current()));
  }
  const grpc::internal::RpcMethod rpc(method.c_str(), grpc::internal::RpcMethod::NORMAL_RPC);
  grpc::Status status;
  {
    const Attention::Piece piece([&context] { context.TryCancel(); });
    status = grpc::internal::BlockingUnaryCall<Lite, Lite, Lite, Lite>(impl_->channel.get(), rpc, &context, request, &response);
  }
  trace::Conclude(span.get(), static_cast<absl::StatusCode>(status.error_code()));
  const bool cancelled = status.error_code() == grpc::StatusCode::CANCELLED;
  if (cancelled && Attention::IsWithdrawn()) return absl::CancelledError("the caller went away");
  // We cancel nothing else: the call was dropped by a peer that ends.
  const bool dropped = cancelled;
  const bool unreachable = status.error_code() == grpc::StatusCode::UNAVAILABLE && status.error_details().empty();
  if (dropped || unreachable) return impl_->Unreachable(method, status);
  return FromGrpcStatus(status);
}

std::shared_ptr<grpc::Channel> Client::channel() const { return impl_->channel; }

}  // namespace parley::rpc

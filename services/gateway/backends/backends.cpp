#include "services/gateway/backends/backends.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include "google/protobuf/empty.pb.h"
#include "google/protobuf/wrappers.pb.h"
#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/client.h"
#include "libs/rpc/status.h"
#include "libs/trace/trace.h"
#include "services/gateway/backends/incoming.h"

namespace parley::gateway::backends {

namespace pb = google::protobuf;

namespace {

// `given_up`: we cancelled the call. One that is cancelled without that was dropped by a service that ends.
absl::Status Read(const std::string& area, const std::string& method, const grpc::Status& status, bool given_up) {
  if (status.ok()) return absl::OkStatus();
  const bool dropped = status.error_code() == grpc::StatusCode::CANCELLED && !given_up;
  const bool unreachable = status.error_code() == grpc::StatusCode::UNAVAILABLE && status.error_details().empty();
  if (!dropped && !unreachable) return rpc::FromGrpcStatus(status);
  // What gRPC says about connections names addresses: for the log, not for the caller.
  log::Warning("a service does not answer", {{"area", area}, {"method", method}, {"error", status.error_message()}});
  return errors::Unavailable("SERVICE_UNAVAILABLE", area + " does not answer now; try again in a moment.");
}

}  // namespace

struct Backends::Backend {
  Backend(const std::string& area, const std::string& address, const rpc::TlsFiles& tls)
      : client(area, address, tls), stub(client.channel()) {}
  rpc::Client client;
  grpc::TemplatedGenericStub<pb::Message, pb::Message> stub;
};

Backends::Backends(const Options& options) : deadline_(options.deadline), stream_deadline_(options.stream_deadline) {
  for (const auto& [area, address] : options.addresses) {
    areas_.push_back(area);
    backends_.push_back(std::make_unique<Backend>(area, address, options.tls));
  }
}

Backends::~Backends() = default;

int Backends::Find(std::string_view area) const {
  for (size_t i = 0; i < areas_.size(); ++i) {
    if (areas_[i] == area) return static_cast<int>(i);
  }
  return -1;
}

http::Task<absl::Status> Backends::CallUntil(int area, const std::string& method, std::string_view bearer, const pb::Message& request,
                                             pb::Message& response, http::Turn* turn, std::chrono::milliseconds deadline) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + deadline);
  if (!bearer.empty()) context.AddMetadata("authorization", "Bearer " + std::string(bearer));
  if (turn != nullptr) context.AddMetadata("traceparent", turn->traceparent());
  bool given_up = false;
  if (turn != nullptr) {
    turn->OnInterrupt([&context, &given_up](http::Interruption why) {
      if (why != http::Interruption::kHangUp) return;
      given_up = true;
      context.TryCancel();
    });
  }
  // The frame outlives the call: it goes on only when gRPC has said the last word, cancelled or not.
  const grpc::Status status = co_await boost::asio::async_initiate<const http::Await, void(grpc::Status)>(
      [&](auto handler) {
        auto executor = boost::asio::get_associated_executor(handler);
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        backends_[static_cast<size_t>(area)]->stub.UnaryCall(
            &context, method, {}, &request, &response, [executor, shared](grpc::Status answer) {
              boost::asio::post(executor, [shared, answer = std::move(answer)]() mutable { (*shared)(std::move(answer)); });
            });
      },
      http::kAwait);
  if (turn != nullptr) turn->OnInterrupt({});
  const trace::Scope scope(turn != nullptr ? turn->traceparent() : "");
  co_return Read(areas_[static_cast<size_t>(area)], method, status, given_up);
}

http::Task<absl::Status> Backends::Call(int area, const std::string& method, std::string_view bearer, const pb::Message& request,
                                        pb::Message& response, http::Turn& turn) {
  return CallUntil(area, method, bearer, request, response, &turn, deadline_);
}

http::Task<absl::Status> Backends::CallAnyway(int area, const std::string& method, std::string_view bearer, const pb::Message& request,
                                              pb::Message& response) {
  return CallUntil(area, method, bearer, request, response, nullptr, deadline_);
}

http::Task<absl::Status> Backends::Stream(int area, const std::string& method, std::string_view bearer, const pb::Message& request,
                                          pb::Message& response, const Take& take, http::Turn& turn) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + stream_deadline_);
  if (!bearer.empty()) context.AddMetadata("authorization", "Bearer " + std::string(bearer));
  context.AddMetadata("traceparent", turn.traceparent());
  bool given_up = false;
  const auto give_up = [&context, &given_up] {
    given_up = true;
    context.TryCancel();
  };
  const http::Watch watch(turn, [&give_up](http::Interruption why) {
    if (why == http::Interruption::kHangUp) give_up();
  });
  Incoming incoming(co_await boost::asio::this_coro::executor);
  incoming.Start(backends_[static_cast<size_t>(area)]->stub, context, method, request);
  for (;;) {
    const bool came = co_await incoming.Read(response);
    if (!came) break;
    const bool go_on = co_await take(response);
    if (!go_on) give_up();
  }
  const grpc::Status status = co_await incoming.End();
  const trace::Scope scope(turn.traceparent());
  co_return Read(areas_[static_cast<size_t>(area)], method, status, given_up);
}

http::Task<absl::Status> Backends::CheckHealth(int area, http::Turn& turn) {
  static const std::string kMethod = "/grpc.health.v1.Health/Check";
  const pb::Empty request;  // on the wire as HealthCheckRequest about the whole server
  pb::Int32Value response;  // and as HealthCheckResponse, whose field 1 is an enum: SERVING = 1
  const absl::Status status = co_await CallUntil(area, kMethod, {}, request, response, &turn, std::chrono::seconds(2));
  if (!status.ok()) co_return status;
  if (response.value() != 1) co_return absl::UnavailableError("not serving");
  co_return absl::OkStatus();
}

}  // namespace parley::gateway::backends

#include "services/gateway/backends/backends.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include "google/protobuf/empty.pb.h"
#include "google/protobuf/wrappers.pb.h"
#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/client.h"
#include "libs/rpc/status.h"
#include "libs/trace/span.h"
#include "libs/trace/trace.h"
#include "services/gateway/backends/incoming.h"
#include "services/gateway/http/options.h"

namespace parley::gateway::backends {

namespace pb = google::protobuf;

namespace {

using Timer = boost::asio::basic_waitable_timer<http::SteadyClock, boost::asio::wait_traits<http::SteadyClock>, http::Executor>;

constexpr const char* kAwayReason = "SERVICE_UNAVAILABLE";
constexpr std::chrono::milliseconds kFirstPause{20};
constexpr std::chrono::milliseconds kLongestPause{200};

// `given_up`: we cancelled the call. One that is cancelled without that was dropped by a service that ends.
bool IsLost(const grpc::Status& status, bool given_up) {
  if (status.error_code() == grpc::StatusCode::CANCELLED) return !given_up;
  return status.error_code() == grpc::StatusCode::UNAVAILABLE && status.error_details().empty();
}

// Also when a service says it of one that it needs itself.
bool IsAway(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable && errors::DetailsOf(status).reason == kAwayReason;
}

// `span`: of the call, where it is recorded.
void Prepare(grpc::ClientContext& context, std::chrono::system_clock::time_point deadline, std::string_view bearer, const http::Turn* turn,
             const trace::Span* span) {
  context.set_deadline(deadline);
  if (!bearer.empty()) context.AddMetadata("authorization", "Bearer " + std::string(bearer));
  if (turn != nullptr) context.AddMetadata("traceparent", span != nullptr ? span->traceparent() : turn->traceparent());
}

std::unique_ptr<trace::Span> BeginCall(const std::string& method, const http::Turn* turn) {
  return turn == nullptr ? nullptr : trace::Begin(trace::Kind::kClient, method, turn->traceparent());
}

// False when the client hung up meanwhile.
http::Task<bool> Pause(http::Turn* turn, std::chrono::milliseconds time) {
  Timer timer(co_await boost::asio::this_coro::executor, time);
  bool listening = true;
  if (turn != nullptr) {
    turn->OnInterrupt([&timer, &listening](http::Interruption why) {
      if (why != http::Interruption::kHangUp) return;
      listening = false;
      timer.cancel();
    });
  }
  co_await timer.async_wait(http::kAwaitTuple);
  if (turn != nullptr) turn->OnInterrupt({});
  co_return listening;
}

}  // namespace

struct Backends::Backend {
  Backend(const std::string& area, const std::string& address, const rpc::TlsFiles& tls)
      : client(area, address, tls), stub(client.channel()) {}
  rpc::Client client;
  grpc::TemplatedGenericStub<pb::Message, pb::Message> stub;
};

Backends::Backends(const Options& options)
    : deadline_(options.deadline), stream_deadline_(options.stream_deadline), patience_(options.patience) {
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

http::Task<absl::Status> Backends::CallOnce(int area, const std::string& method, std::string_view bearer, const pb::Message& request,
                                            pb::Message& response, http::Turn* turn, Deadline deadline) {
  grpc::ClientContext context;
  const auto span = BeginCall(method, turn);
  Prepare(context, deadline, bearer, turn, span.get());
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
  trace::Conclude(span.get(), static_cast<absl::StatusCode>(status.error_code()));
  co_return Told(area, method, status, given_up, turn);
}

absl::Status Backends::Told(int area, const std::string& method, const grpc::Status& status, bool given_up, const http::Turn* turn) const {
  if (!IsLost(status, given_up)) return rpc::FromGrpcStatus(status);
  // What gRPC says about connections names addresses: for the log, not for the caller.
  const std::string& name = areas_[static_cast<size_t>(area)];
  const trace::Scope scope(turn != nullptr ? turn->traceparent() : "");
  if (!absences_.Has(method))
    log::Warning("a service does not answer", {{"area", name}, {"method", method}, {"error", status.error_message()}});
  return errors::Unavailable(kAwayReason, name + " does not answer now; try again in a moment.");
}

bool Backends::IsWorthRepeating(const std::string& method, const absl::Status& status) {
  if (IsAway(status)) return absences_.Add(method) < patience_;
  // Who gives up says nothing of the service.
  const bool given_up = status.code() == absl::StatusCode::kCancelled || status.code() == absl::StatusCode::kDeadlineExceeded;
  if (!given_up) absences_.End(method);
  return false;
}

http::Task<absl::Status> Backends::CallPatiently(int area, const std::string& method, std::string_view bearer, const pb::Message& request,
                                                 pb::Message& response, http::Turn* turn) {
  const auto deadline = std::chrono::system_clock::now() + deadline_;
  for (auto pause = kFirstPause;; pause = std::min(2 * pause, kLongestPause)) {
    absl::Status status = co_await CallOnce(area, method, bearer, request, response, turn, deadline);
    if (!IsWorthRepeating(method, status) || std::chrono::system_clock::now() + pause >= deadline) co_return status;
    const bool listening = co_await Pause(turn, pause);
    if (!listening) co_return absl::CancelledError("The client is gone.");
  }
}

http::Task<absl::Status> Backends::Call(int area, const std::string& method, std::string_view bearer, const pb::Message& request,
                                        pb::Message& response, http::Turn& turn) {
  return CallPatiently(area, method, bearer, request, response, &turn);
}

http::Task<absl::Status> Backends::CallAnyway(int area, const std::string& method, std::string_view bearer, const pb::Message& request,
                                              pb::Message& response) {
  return CallPatiently(area, method, bearer, request, response, nullptr);
}

http::Task<absl::Status> Backends::Stream(int area, const std::string& method, std::string_view bearer, const pb::Message& request,
                                          pb::Message& response, const Take& take, http::Turn& turn) {
  grpc::ClientContext context;
  const auto span = BeginCall(method, &turn);
  Prepare(context, std::chrono::system_clock::now() + stream_deadline_, bearer, &turn, span.get());
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
  trace::Conclude(span.get(), static_cast<absl::StatusCode>(status.error_code()));
  co_return Told(area, method, status, given_up, &turn);
}

http::Task<absl::Status> Backends::CheckHealth(int area, http::Turn& turn) {
  static const std::string kMethod = "/grpc.health.v1.Health/Check";
  const pb::Empty request;  // on the wire as HealthCheckRequest about the whole server
  pb::Int32Value response;  // and as HealthCheckResponse, whose field 1 is an enum: SERVING = 1
  const auto deadline = std::chrono::system_clock::now() + std::chrono::seconds(2);
  const absl::Status status = co_await CallOnce(area, kMethod, {}, request, response, &turn, deadline);
  if (!status.ok()) co_return status;
  if (response.value() != 1) co_return absl::UnavailableError("not serving");
  co_return absl::OkStatus();
}

}  // namespace parley::gateway::backends

#include "services/gateway/grpc_edge/passage.h"

#include <algorithm>
#include <utility>

#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/credentials.h"
#include "libs/rpc/status.h"
#include "libs/trace/trace.h"

namespace parley::gateway::grpc_edge {

grpc::ServerGenericBidiReactor* Passage::Start(grpc::GenericCallbackServerContext& context, const Method& method, grpc::GenericStub& stub,
                                               std::chrono::milliseconds deadline, End end) {
  auto* passage = new Passage(context, method, deadline, std::move(end));
  grpc::ServerGenericBidiReactor* inbound = &passage->inbound_;
  stub.PrepareBidiStreamingCall(&passage->to_service_, method.path, {}, &passage->outbound_);
  passage->outbound_.AddHold();
  passage->outbound_.StartRead(&passage->response_);
  inbound->StartRead(&passage->request_);
  passage->outbound_.StartCall();  // last: it may be over before the next line
  return inbound;
}

Passage::Passage(grpc::GenericCallbackServerContext& context, const Method& method, std::chrono::milliseconds deadline, End end)
    : method_(method),
      end_(std::move(end)),
      span_(trace::Begin(trace::Kind::kServer, method.path, rpc::Traceparent(context))),
      responses_done_(!method.server_streaming) {
  to_service_.set_deadline(std::min(context.deadline(), std::chrono::system_clock::now() + deadline));
  const auto [first, last] = context.client_metadata().equal_range("authorization");
  for (auto each = first; each != last; ++each) {
    to_service_.AddMetadata("authorization", std::string(each->second.data(), each->second.size()));
  }
  to_service_.AddMetadata("traceparent", span_ ? span_->traceparent() : trace::Continue(rpc::Traceparent(context)));
}

void Passage::Inbound::OnCancel() {
  passage_.given_up_ = true;
  passage_.to_service_.TryCancel();
}

void Passage::OnRequest(bool ok) {
  {
    const std::lock_guard lock(mutex_);
    if (requests_done_) return;
    forwarding_ = true;
  }
  if (!ok) {
    outbound_.StartWritesDone();
  } else if (method_.client_streaming) {
    outbound_.StartWrite(&request_);
  } else {
    outbound_.StartWriteLast(&request_, grpc::WriteOptions());
  }
}

void Passage::OnForwarded(bool more) {
  bool release = false;
  {
    const std::lock_guard lock(mutex_);
    forwarding_ = false;
    more = more && method_.client_streaming && !requests_done_;
    requests_done_ = !more;
    release = TakeHold();
  }
  if (more) {
    request_.Clear();
    inbound_.StartRead(&request_);
  }
  if (release) outbound_.RemoveHold();
}

void Passage::OnResponse(bool ok) {
  if (ok && method_.server_streaming) return inbound_.StartWrite(&response_);
  has_response_ = ok;
  OnLastResponse();
}

// The next is read when the caller has taken the one before: a slow caller slows the service.
void Passage::OnTaken(bool ok) {
  if (ok) {
    response_.Clear();
    return outbound_.StartRead(&response_);
  }
  to_service_.TryCancel();
  OnLastResponse();
}

// Whatever comes last, or is the only one, says that the service has decided: it wants no more requests.
void Passage::OnLastResponse() {
  bool release = false;
  {
    const std::lock_guard lock(mutex_);
    requests_done_ = true;
    responses_done_ = true;
    release = TakeHold();
  }
  if (release) outbound_.RemoveHold();
}

bool Passage::TakeHold() { return requests_done_ && responses_done_ && !forwarding_ && std::exchange(held_, false); }

void Passage::OnAnswer(const grpc::Status& status) {
  const grpc::Status answer = ForCaller(status);
  trace::Conclude(span_.get(), static_cast<absl::StatusCode>(answer.error_code()));
  end_(given_up_ ? grpc::StatusCode::CANCELLED : answer.error_code());
  if (answer.ok() && has_response_) {
    inbound_.StartWriteAndFinish(&response_, grpc::WriteOptions(), answer);
  } else {
    inbound_.Finish(answer);
  }
  OnEndDone();
}

void Passage::OnEndDone() {
  if (--ends_ == 0) delete this;
}

// What a service says is passed on as it is; what gRPC itself says gets a reason like every error.
grpc::Status Passage::ForCaller(const grpc::Status& status) const {
  if (status.ok() || !status.error_details().empty()) return status;
  const bool dropped = status.error_code() == grpc::StatusCode::CANCELLED && !given_up_;
  if (!dropped && status.error_code() != grpc::StatusCode::UNAVAILABLE) return rpc::ToGrpcStatus(rpc::FromGrpcStatus(status));
  // What gRPC says about connections names addresses: for the log, not for the caller.
  log::Warning("a service does not answer", {{"area", method_.area}, {"method", method_.path}, {"error", status.error_message()}});
  return rpc::ToGrpcStatus(errors::Unavailable("SERVICE_UNAVAILABLE", method_.area + " does not answer now; try again in a moment"));
}

}  // namespace parley::gateway::grpc_edge

#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/generic/generic_stub.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "libs/trace/span.h"
#include "services/gateway/grpc_edge/methods.h"

namespace parley::gateway::grpc_edge {

// A call on its way through: the messages of the caller go to the service as bytes, one at a time, and its messages come back as they can
// be taken, with its status. Of the caller's metadata the service sees `authorization`, and the trace (libs/trace).
class Passage {
 public:
  using End = std::function<void(grpc::StatusCode code)>;

  // Starts it, and returns what gRPC serves the caller's end with. It deletes itself when both ends are done; `end` is called before.
  static grpc::ServerGenericBidiReactor* Start(grpc::GenericCallbackServerContext& context, const Method& method, grpc::GenericStub& stub,
                                               std::chrono::milliseconds deadline, End end);

 private:
  // The end towards the caller.
  class Inbound final : public grpc::ServerGenericBidiReactor {
   public:
    explicit Inbound(Passage& passage) : passage_(passage) {}
    void OnReadDone(bool ok) override { passage_.OnRequest(ok); }
    void OnWriteDone(bool ok) override { passage_.OnTaken(ok); }
    void OnCancel() override;
    void OnDone() override { passage_.OnEndDone(); }

   private:
    Passage& passage_;
  };
  // The end towards the service.
  class Outbound final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
   public:
    explicit Outbound(Passage& passage) : passage_(passage) {}
    void OnReadDone(bool ok) override { passage_.OnResponse(ok); }
    void OnWriteDone(bool ok) override { passage_.OnForwarded(ok); }
    void OnWritesDoneDone(bool) override { passage_.OnForwarded(false); }
    void OnDone(const grpc::Status& status) override { passage_.OnAnswer(status); }

   private:
    Passage& passage_;
  };

  Passage(grpc::GenericCallbackServerContext& context, const Method& method, std::chrono::milliseconds deadline, End end);

  void OnRequest(bool ok);
  void OnForwarded(bool more);
  void OnResponse(bool ok);
  void OnTaken(bool ok);
  void OnLastResponse();
  // Whether the hold is to be removed; under the mutex, true once.
  bool TakeHold();
  void OnAnswer(const grpc::Status& status);
  void OnEndDone();
  grpc::Status ForCaller(const grpc::Status& status) const;

  const Method& method_;
  const End end_;
  const std::unique_ptr<trace::Span> span_;  // where the call is recorded
  grpc::ClientContext to_service_;
  Inbound inbound_{*this};
  Outbound outbound_{*this};
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  bool has_response_ = false;          // the only one of a method that streams none
  std::atomic<bool> given_up_{false};  // by the caller
  std::atomic<int> ends_{2};           // that are not done

  // The outbound end is held open while the inbound one may still begin something on it: a write, or, of a stream of responses, a read.
  std::mutex mutex_;
  bool forwarding_ = false;     // a write is under way
  bool requests_done_ = false;  // none is forwarded any more
  bool responses_done_;         // none is read any more
  bool held_ = true;
};

}  // namespace parley::gateway::grpc_edge

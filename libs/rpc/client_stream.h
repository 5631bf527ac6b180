#pragma once

#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "libs/rpc/attention.h"
#include "libs/rpc/server.h"

namespace parley::rpc {

// A client stream on its way in: read whole into memory, within the bounds of limits.h, before anything is done with it. What stands in it
// is worked off in batches (Server::Batch).
class IncomingStream {
 public:
  virtual ~IncomingStream() = default;
  // Reads to the end, or until the bounds are passed, then calls `on_end` once.
  void Read(std::function<void()> on_end);
  // The call's answer. The stream deletes itself afterwards.
  virtual void Finish(const grpc::Status& status) = 0;

  const std::vector<std::unique_ptr<google::protobuf::Message>>& messages() const { return messages_; }
  Attention& attention() { return attention_; }
  // RESOURCE_EXHAUSTED (STREAM_TOO_LONG) when the bounds were passed.
  const absl::Status& flaw() const { return flaw_; }

 protected:
  // Starts to read the next message.
  virtual void Next() = 0;
  void Take(std::unique_ptr<google::protobuf::Message> message);
  void End() { std::exchange(on_end_, nullptr)(); }

 private:
  std::function<void()> on_end_;
  std::vector<std::unique_ptr<google::protobuf::Message>> messages_;
  int64_t bytes_ = 0;
  absl::Status flaw_;
  Attention attention_;
};

// The same as gRPC reads it.
template <class Request>
class TypedStream final : public grpc::ServerReadReactor<Request>, public IncomingStream {
 public:
  void Finish(const grpc::Status& status) override { grpc::ServerReadReactor<Request>::Finish(status); }

 private:
  void Next() override {
    next_ = std::make_unique<Request>();
    this->StartRead(next_.get());
  }
  void OnReadDone(bool ok) override {
    if (ok) {
      Take(std::move(next_));
    } else {
      End();
    }
  }
  void OnCancel() override { this->attention().Withdraw(); }
  void OnDone() override { delete this; }

  std::unique_ptr<Request> next_;
};

// A batch as a service's handler sees it.
template <class Request>
struct Batch {
  const Request& head;  // the first message of the stream
  int offset;           // how many messages of the stream are before this batch
  int total;            // how many messages the stream has
  std::vector<const Request*> messages;
};

// Binds a handler of batches `absl::Status Fn(Deps&, Call&, const Batch<Request>&, Response&)` for service classes. What it answers for
// each batch `add` puts together:
//   return rpc::HandleStream(server_, context, response, handlers::ImportRoster, handlers::AddImported, deps_);
template <class Request, class Response, class Deps>
grpc::ServerReadReactor<Request>* HandleStream(Server& server, grpc::CallbackServerContext* context, Response* response,
                                               absl::Status (*handler)(Deps&, Call&, const Batch<Request>&, Response&),
                                               void (*add)(const Response& part, Response& whole), Deps& deps) {
  auto* stream = new TypedStream<Request>();
  server.ServeStream(
      context, Request::descriptor(), *stream, response,
      [handler, &deps](Call& call, const Server::Batch& batch, google::protobuf::Message& part) {
        Batch<Request> typed{static_cast<const Request&>(batch.head), batch.offset, batch.total, {}};
        typed.messages.reserve(batch.messages.size());
        for (const auto* message : batch.messages) typed.messages.push_back(static_cast<const Request*>(message));
        return handler(deps, call, typed, static_cast<Response&>(part));
      },
      [add](const google::protobuf::Message& part, google::protobuf::Message& whole) {
        add(static_cast<const Response&>(part), static_cast<Response&>(whole));
      });
  return stream;
}

}  // namespace parley::rpc

#pragma once

#include <grpcpp/support/server_callback.h>

#include <any>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/rpc/attention.h"
#include "libs/rpc/client_stream.h"
#include "libs/rpc/contract.h"
#include "libs/rpc/server.h"
#include "libs/trace/span.h"

// Private to this library.
namespace parley::rpc {

// The stream of a call, and how far it was worked off.
struct StreamWork {
  IncomingStream& incoming;
  Server::BatchHandler handler;
  Server::AddPart add;
  bool is_read = false;
  int offset = 0;
};

// A unary call as gRPC has it: its own reactor, but that it hears of a caller who goes away.
class UnaryCall final : public grpc::ServerUnaryReactor {
 public:
  Attention& attention() { return attention_; }

 private:
  void OnCancel() override { attention_.Withdraw(); }
  void OnDone() override { delete this; }
  // As of gRPC's own: what is done here is little, and another thread would cost every call.
  bool InternalInlineable() override { return true; }

  Attention attention_;
};

// A call between its arrival and its answer.
struct Arrival {
  grpc::CallbackServerContext* context;
  std::function<void(const grpc::Status& status)> finish;
  Attention* attention;  // until finish
  const Method* method;
  const google::protobuf::Message* request;  // nullptr: the call is a stream
  google::protobuf::Message* response;
  Server::Handler handler;
  Server::Gather gather;         // empty when the method's calls are served one by one
  absl::Time arrival;            // by the machine's clock, as the deadline
  absl::Time deadline;           // by which it is answered
  std::string traceparent;       // what is done for it carries this (libs/trace): as it came, or the span's
  std::string service;           // who called, for the log
  std::optional<Caller> caller;  // once the call was let in
  std::any gathered;             // as Call::gathered
  std::unique_ptr<StreamWork> stream;
  std::unique_ptr<trace::Span> span;  // where the call is recorded
};

// CANCELLED or DEADLINE_EXCEEDED when nobody waits for the answer any more.
absl::Status CheckWanted(const Arrival& call);

// That the worker of this connection serves the call, until it is answered or put aside: when nobody waits for it any more, neither the
// database nor a peer is waited for.
class Serving {
 public:
  Serving(postgres::Connection& connection, const Arrival& call)
      : service_(*call.attention, call.deadline), piece_([&connection = Begin(connection, call)] { connection.Interrupt(); }) {}

 private:
  static postgres::Connection& Begin(postgres::Connection& connection, const Arrival& call) {
    connection.WaitUntil(call.deadline);
    return connection;
  }
  const Attention::Service service_;
  const Attention::Piece piece_;
};

// Works off the next batch of a call's stream, which was read.
absl::Status RunBatch(postgres::Connection& connection, Arrival& call, absl::Time now);

// What the caller is told: that it was not their fault, when something went wrong inside.
absl::Status WithoutInsides(const absl::Status& status);

void LogFailure(const Arrival& call, const absl::Status& status, absl::Duration took);

}  // namespace parley::rpc

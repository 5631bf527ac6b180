#pragma once

#include <any>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/auth/token.h"
#include "libs/metrics/registry.h"
#include "libs/postgres/connection.h"
#include "libs/rpc/call.h"
#include "libs/rpc/tls.h"
#include "libs/time/clock.h"

namespace google::protobuf {
class Descriptor;
class Message;
class ServiceDescriptor;
}  // namespace google::protobuf
namespace grpc {
class CallbackServerContext;
class ServerUnaryReactor;
class Service;
}  // namespace grpc

namespace parley::rpc {

class IncomingStream;

struct ServerOptions {
  std::string service;                 // own name: "exchange"
  std::string listen = "127.0.0.1:0";  // gRPC, mutual TLS
  std::string metrics_listen;          // Prometheus over plain HTTP, for example "127.0.0.1:0"; empty: none
  TlsFiles tls;
  postgres::Connection::Options database;  // each worker has a connection of its own
  int workers = 4;
  int queue_limit = 256;  // calls waiting beyond this answer RESOURCE_EXHAUSTED
  absl::Duration default_deadline = absl::Seconds(10);
};

// A service's gRPC server: callback reactors that put calls on a bounded pool of workers, each with a database connection.
// Before a handler runs: the peer's name, the user's or API client's token (where none is needed, a bad one counts as none), the method's
// Access, the deadline; around it: the transaction and the replay by
// request_id of methods that mutate; after it: errors as google.rpc details, metrics (calls, seconds, queue), one log line a failure.
class Server {
 public:
  using Handler = std::function<absl::Status(Call& call, const google::protobuf::Message& request, google::protobuf::Message& response)>;

  // A call that waits beside others of its method.
  struct Waiting {
    const Caller& caller;
    const google::protobuf::Message& request;
  };
  // For hot reads: asks about all the calls that wait together in one statement, before their handlers run. One gathering of a method runs
  // at a time; calls that come meanwhile are of the next. Answers for each, in order, what its handler finds in Call::gathered: those
  // handlers run one after the other, and should have little left to do. What it can't say or throws at is left to the handlers alone.
  using Gather = std::function<std::vector<std::any>(postgres::Session& db, const std::vector<Waiting>& calls)>;

  // A part of a client stream, in a transaction of its own: a call that ends in the middle leaves the batches before. Sent again under its
  // request_id, which stands in the first message, each batch gets its first answer again.
  struct Batch {
    const google::protobuf::Message& head;  // the first message
    int offset;                             // how many messages are before this batch
    int total;                              // how many messages the stream has
    std::vector<const google::protobuf::Message*> messages;
  };
  using BatchHandler = std::function<absl::Status(Call& call, const Batch& batch, google::protobuf::Message& part)>;
  // Adds the answer of a batch to the call's.
  using AddPart = std::function<void(const google::protobuf::Message& part, google::protobuf::Message& whole)>;

  Server(ServerOptions options, const Clock& clock, auth::TokenVerifier& verifier);
  ~Server();

  // Takes a generated CallbackService (not owned; must outlive the server). Dies with a clear log line when a method has no Access, when
  // two methods share a request message, or when a method that mutates has no request_id: a contract to mend, not to run with.
  void Add(grpc::Service* service, const google::protobuf::ServiceDescriptor* descriptor);

  // Called by service classes, one line a method. The method is known by its request message. `gather` is for reads alone.
  grpc::ServerUnaryReactor* Serve(grpc::CallbackServerContext* context, const google::protobuf::Message* request,
                                  google::protobuf::Message* response, Handler handler, Gather gather = nullptr);

  // The same for a method that takes a stream (HandleStream in client_stream.h), which mutates. Nothing is read before the call was let in.
  void ServeStream(grpc::CallbackServerContext* context, const google::protobuf::Descriptor* request, IncomingStream& stream,
                   google::protobuf::Message* response, BatchHandler handler, AddPart add);

  // Opens the port. UNAVAILABLE when it is taken, INVALID_ARGUMENT for unreadable certificates.
  absl::Status Start();
  // Where it listens, known after Start.
  int port() const;
  int metrics_port() const;
  // What /metrics tells; others of the process add theirs, and close it before they go.
  metrics::Registry& metrics();
  // Calls that wait for a worker.
  int waiting() const;
  // Stops taking calls, lets those running end for at most `patience`, then closes.
  void Stop(absl::Duration patience);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Binds a handler `absl::Status Fn(Deps&, Call&, const Request&, Response&)` to its dependencies, for service classes:
//   return rpc::Handle(server_, context, request, response, handlers::GetVideo, deps_);
template <class Request, class Response, class Deps>
grpc::ServerUnaryReactor* Handle(Server& server, grpc::CallbackServerContext* context, const Request* request, Response* response,
                                 absl::Status (*handler)(Deps&, Call&, const Request&, Response&), Deps& deps) {
  return server.Serve(context, request, response,
                      [handler, &deps](Call& call, const google::protobuf::Message& in, google::protobuf::Message& out) {
                        return handler(deps, call, static_cast<const Request&>(in), static_cast<Response&>(out));
                      });
}

// A waiting call as a service's gather sees it.
template <class Request>
struct Waiting {
  const Caller& caller;
  const Request& request;
};

// The same for a hot read, with its gather `std::vector<std::optional<Found>> Fn(Deps&, Session&, const std::vector<Waiting<Request>>&)`:
//   return rpc::Handle(server_, context, request, response, handlers::ListVideos, handlers::GatherListVideos, deps_);
template <class Request, class Response, class Deps, class Found>
grpc::ServerUnaryReactor* Handle(Server& server, grpc::CallbackServerContext* context, const Request* request, Response* response,
                                 absl::Status (*handler)(Deps&, Call&, const Request&, Response&),
                                 std::vector<std::optional<Found>> (*gather)(Deps&, postgres::Session&,
                                                                             const std::vector<Waiting<Request>>&),
                                 Deps& deps) {
  return server.Serve(
      context, request, response,
      [handler, &deps](Call& call, const google::protobuf::Message& in, google::protobuf::Message& out) {
        return handler(deps, call, static_cast<const Request&>(in), static_cast<Response&>(out));
      },
      [gather, &deps](postgres::Session& db, const std::vector<Server::Waiting>& calls) {
        std::vector<Waiting<Request>> typed;
        typed.reserve(calls.size());
        for (const auto& call : calls) typed.push_back({call.caller, static_cast<const Request&>(call.request)});
        std::vector<std::any> answers;
        answers.reserve(calls.size());
        for (auto& found : gather(deps, db, typed)) answers.push_back(found ? std::any(*std::move(found)) : std::any());
        return answers;
      });
}

}  // namespace parley::rpc

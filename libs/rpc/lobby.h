#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "libs/rpc/server.h"

namespace parley::rpc {

struct Method;

// A call between its arrival and its answer.
struct Arrival {
  grpc::CallbackServerContext* context;
  grpc::ServerUnaryReactor* reactor;
  const Method* method;
  const google::protobuf::Message* request;
  google::protobuf::Message* response;
  Server::Handler handler;
  Server::Gather gather;  // empty when the method's calls are served one by one
  absl::Time arrival;     // by the machine's clock, as the deadline
  absl::Time deadline;
  std::string service;  // who called, for the log
};

// Where the calls of one method wait whose reads are gathered, so that a worker takes several at once. Thread-safe.
class Lobby {
 public:
  void Enter(std::shared_ptr<Arrival> call);
  // False when a worker has taken it already.
  bool Leave(const std::shared_ptr<Arrival>& call);
  // Those that came first, at most `most`.
  std::vector<std::shared_ptr<Arrival>> Take(size_t most);

 private:
  std::mutex mutex_;
  std::deque<std::shared_ptr<Arrival>> calls_;
};

}  // namespace parley::rpc

#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/gateway/backends/backends.h"
#include "services/gateway/grpc_edge/methods.h"

namespace parley::gateway::grpc_edge {

struct Options {
  std::string listen;       // empty: no edge
  std::string certificate;  // PEM files of the name that partners call
  std::string key;
  int max_calls = 500;  // at a time; more answer RESOURCE_EXHAUSTED
};

// Where partners call the contracts by gRPC: TLS without a certificate of the caller. A call is passed on by its method's name, unread
// (passage.h); whether it is allowed the service decides by the token.
class Edge {
 public:
  // `method` is a number as `add` gave it. Called from gRPC's threads.
  using Count = std::function<void(int method, absl::StatusCode code, std::chrono::nanoseconds took)>;

  // Whether a call is let in: `token` as it came, empty for none; `peer` in gRPC's words. Called from gRPC's threads.
  using Admit = std::function<absl::Status(const Method& method, std::string_view token, const std::string& peer)>;

  // `methods` are what can be called; `add` makes each known to the metrics. Throws std::runtime_error for certificates that can't be read.
  Edge(const Options& options, const backends::Options& backends, std::vector<Method> methods,
       const std::function<int(const std::string& path)>& add, Admit admit, Count count);
  ~Edge();

  // INVALID_ARGUMENT for a certificate or key that is none; UNAVAILABLE when the port is taken.
  absl::Status Start();
  int port() const;
  // Takes no more calls, lets those under way end for at most `patience`.
  void Stop(absl::Duration patience);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::gateway::grpc_edge

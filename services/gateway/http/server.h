#pragma once

#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/gateway/http/options.h"
#include "services/gateway/http/turn.h"

namespace parley::gateway::http {

// The HTTP server: a port, and io threads among which connections are dealt in turn.
class Server {
 public:
  // `make_handler` gives each io thread its own handler, so that nothing on a request's way is shared.
  Server(Options options, const std::function<Handler(int thread)>& make_handler);
  ~Server();

  // UNAVAILABLE when the port cannot be opened, INVALID_ARGUMENT for an address or a socket that is none.
  absl::Status Start();
  int port() const;
  // For Options::notice goes on, each connection ending with its next answer. Then closes the port, serves who has come through it, lets
  // requests end for at most `patience`, and ends them.
  void Stop(absl::Duration patience);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::gateway::http

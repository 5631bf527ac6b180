#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/rpc/tls.h"

namespace google::protobuf {
class Message;
}
namespace grpc {
class Channel;
}

namespace parley::rpc {

// A connection to another service of the house over mutual TLS; checks that the peer's certificate carries the name `peer`. Made again, it
// is made with the certificates that are there by then (tls.h). Retries are off. Thread-safe.
class Client {
 public:
  // `address` is "host:port" or "unix:/path".
  // Throws std::runtime_error when CheckTls refuses `tls`.
  Client(std::string peer, const std::string& address, const TlsFiles& tls);
  ~Client();

  // Calls "/package.Service/Method" and waits. Errors come back as the peer's Status with its details (errors::DetailsOf);
  // UNAVAILABLE when it can't be reached, DEADLINE_EXCEEDED. A handler waits no longer than for what it answers: to its call's deadline,
  // and until its caller hangs up (CANCELLED). `bearer` is the user's token when acting for one. The thread's trace goes along. Waits for a
  // connection that is being made when `wait_for_ready`.
  absl::Status Call(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                    absl::Duration timeout, const std::string& bearer = {}, bool wait_for_ready = false);

  std::shared_ptr<grpc::Channel> channel() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::rpc

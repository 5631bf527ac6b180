#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "libs/rpc/tls.h"
#include "services/gateway/http/turn.h"

namespace google::protobuf {
class Message;
}

namespace parley::gateway::backends {

struct Options {
  rpc::TlsFiles tls;
  std::map<std::string, std::string> addresses;  // by area
  std::chrono::milliseconds deadline{10000};
};

// The services behind the gateway, as one io thread reaches them: a connection of its own to each, so that nothing is shared between
// threads. Calls are awaited on the io thread; gRPC's own threads only post the answer back.
class Backends {
 public:
  explicit Backends(const Options& options);
  ~Backends();

  // The number of an area's service, or -1.
  int Find(std::string_view area) const;
  const std::vector<std::string>& areas() const { return areas_; }

  // Calls "/package.Service/Method". `bearer` is the user's token, empty for nobody. A client that hangs up cancels the call.
  http::Task<absl::Status> Call(int area, const std::string& method, std::string_view bearer, const google::protobuf::Message& request,
                                google::protobuf::Message& response, http::Turn& turn);
  // The same for what must end whether or not the client still waits.
  http::Task<absl::Status> CallAnyway(int area, const std::string& method, std::string_view bearer,
                                      const google::protobuf::Message& request, google::protobuf::Message& response);
  // grpc.health.v1: OK when it serves.
  http::Task<absl::Status> CheckHealth(int area, http::Turn& turn);

 private:
  struct Backend;
  http::Task<absl::Status> CallUntil(int area, const std::string& method, std::string_view bearer, const google::protobuf::Message& request,
                                     google::protobuf::Message& response, http::Turn* turn, std::chrono::milliseconds deadline);

  std::vector<std::string> areas_;
  std::vector<std::unique_ptr<Backend>> backends_;
  std::chrono::milliseconds deadline_;
};

}  // namespace parley::gateway::backends

#pragma once

#include <chrono>
#include <functional>
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
  std::chrono::milliseconds stream_deadline{300000};  // of methods that stream
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
  // A method that streams its answer: `take` is given each message, which `response` holds until it returns, and says whether to go on. The
  // next is read only then: a slow client slows the service.
  using Take = std::function<http::Task<bool>(const google::protobuf::Message& message)>;
  http::Task<absl::Status> Stream(int area, const std::string& method, std::string_view bearer, const google::protobuf::Message& request,
                                  google::protobuf::Message& response, const Take& take, http::Turn& turn);
  // As Call, for what must end whether or not the client still waits.
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
  std::chrono::milliseconds stream_deadline_;
};

}  // namespace parley::gateway::backends

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
#include "services/gateway/backends/absences.h"
#include "services/gateway/http/turn.h"

namespace google::protobuf {
class Message;
}
namespace grpc {
class Status;
}

namespace parley::gateway::backends {

struct Options {
  rpc::TlsFiles tls;
  std::map<std::string, std::string> addresses;  // by area
  std::chrono::milliseconds deadline{10000};
  std::chrono::milliseconds stream_deadline{300000};  // of methods that stream
  // How long a service may be away, as one is that is being restarted, before calls fail that it does not take.
  std::chrono::milliseconds patience{10000};
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
  // A call that finds the service away, or loses it, is made again until the service is back: every method may be called twice, since one
  // that mutates has a request_id and answers a repeat as it did the first time (and refuses a call without one).
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
  using Deadline = std::chrono::system_clock::time_point;
  http::Task<absl::Status> CallPatiently(int area, const std::string& method, std::string_view bearer,
                                         const google::protobuf::Message& request, google::protobuf::Message& response, http::Turn* turn);
  http::Task<absl::Status> CallOnce(int area, const std::string& method, std::string_view bearer, const google::protobuf::Message& request,
                                    google::protobuf::Message& response, http::Turn* turn, Deadline deadline);
  // What is told of how a call ended.
  absl::Status Told(int area, const std::string& method, const grpc::Status& status, bool given_up, const http::Turn* turn) const;
  // Notes how a call of the method ended; true when another may find its service back.
  bool IsWorthRepeating(const std::string& method, const absl::Status& status);

  std::vector<std::string> areas_;
  std::vector<std::unique_ptr<Backend>> backends_;
  std::chrono::milliseconds deadline_;
  std::chrono::milliseconds stream_deadline_;
  std::chrono::milliseconds patience_;
  Absences absences_;
};

}  // namespace parley::gateway::backends

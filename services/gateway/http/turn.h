#pragma once

#include <boost/asio/ip/address.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/gateway/http/request.h"
#include "services/gateway/http/response.h"
#include "services/gateway/http/task.h"

namespace parley::gateway::http {

enum class Interruption {
  kHangUp,  // the client is gone, or too slow
  kDrain,   // we are stopping: end what can be gone on with elsewhere
};

// One request and its answer, on a connection's io thread. Exactly one of Send and Start is called, once.
// After a false (the client is gone) there is nothing left to say.
class Turn {
 public:
  virtual ~Turn() = default;

  virtual const Request& request() const = 0;
  // The other end of the connection: the client, or a proxy that passes its request on.
  virtual const boost::asio::ip::address& peer() const = 0;

  // What calls on behalf of this request carry as their traceparent (libs/trace).
  virtual const std::string& traceparent() const = 0;

  // The next bytes of the body, up to `size`; 0 at its end. CANCELLED when the client is gone, too slow or reading was cancelled;
  // INVALID_ARGUMENT for broken chunks.
  virtual Task<absl::StatusOr<size_t>> Read(char* buffer, size_t size) = 0;
  // The whole body. RESOURCE_EXHAUSTED when it is longer than `limit`; else as Read.
  virtual Task<absl::StatusOr<std::string>> ReadAll(size_t limit) = 0;
  // Ends a Read under way, and all after it.
  virtual void CancelRead() = 0;

  // Lines "Name: value\r\n" that the head of the answer gets, whatever it is.
  virtual void AddHeaders(std::string_view lines) = 0;
  virtual Task<bool> Send(Response response) = 0;
  // Sends the head; `length` bytes follow by Write or WriteFile, or any number by Write until End.
  virtual Task<bool> Start(Response head, std::optional<int64_t> length) = 0;
  virtual Task<bool> Write(std::string_view bytes) = 0;
  // Of an answer without a length: it is whole. One that is left without End is known by the client to be cut off.
  virtual Task<bool> End() = 0;
  // From a file's descriptor by sendfile.
  virtual Task<bool> WriteFile(int descriptor, int64_t offset, int64_t length) = 0;

  // Called on the io thread while the request is being served and not read from. An empty function ends it.
  virtual void OnInterrupt(std::function<void(Interruption)> act) = 0;
  // We will stop soon: every answer ends its connection.
  virtual bool parting() const = 0;
  // We are stopping, and take no more connections.
  virtual bool draining() const = 0;
  // The status answered with; 0 before.
  virtual int status() const = 0;
};

// OnInterrupt for a scope.
class Watch {
 public:
  Watch(Turn& turn, std::function<void(Interruption)> act) : turn_(turn) { turn_.OnInterrupt(std::move(act)); }
  ~Watch() { turn_.OnInterrupt({}); }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  Turn& turn_;
};

using Handler = std::function<Task<void>(Turn& turn)>;

}  // namespace parley::gateway::http

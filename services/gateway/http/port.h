#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "services/gateway/http/loop.h"

namespace parley::gateway::http {

// Where connections come in: a port of our own, or a listening socket that was inherited. Of one io thread once it is open.
class Port {
 public:
  // `listen` as in Options. UNAVAILABLE when the port is taken, INVALID_ARGUMENT for an address or a socket that is none.
  absl::Status Open(const std::string& listen, boost::asio::io_context& io);
  int number() const { return number_; }
  bool is_open() const { return acceptor_ && acceptor_->is_open(); }

  // The next connection, as a socket of `io`.
  using Arrival = std::tuple<boost::system::error_code, Socket>;
  Task<Arrival> Accept(boost::asio::io_context& io);

  // Before closing: new connections are no longer begun, so that those under way can be taken to the last. An inherited socket is left as
  // it is, for whoever has it next.
  void TurnAway();
  // Gives `welcome` the connections that have come, and closes. Those at an inherited socket are our successor's.
  void Close(boost::asio::io_context& io, const std::function<void(Socket)>& welcome);

 private:
  absl::Status Inherit(const std::string& listen, boost::asio::io_context& io);

  std::optional<boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>> acceptor_;
  bool inherited_ = false;
  int number_ = 0;
};

}  // namespace parley::gateway::http

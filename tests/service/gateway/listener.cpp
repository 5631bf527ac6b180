#include "tests/service/gateway/listener.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace parley::gateway {

Listener::Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  const bool listens = ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), length) == 0 && ::listen(socket_, 1000) == 0 &&
                       ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  if (!listens) throw std::runtime_error("no port to listen on");
  port_ = ntohs(address.sin_port);
}

Listener::~Listener() { ::close(socket_); }

std::string Listener::Inherited() const { return "fd:" + std::to_string(::dup(socket_)); }

}  // namespace parley::gateway

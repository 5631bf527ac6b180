#pragma once

#include <string>

namespace parley::gateway {

// A listening socket that nobody accepts from, as whoever starts the gateway may keep one.
class Listener {
 public:
  Listener();
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  int socket() const { return socket_; }
  int port() const { return port_; }
  // Another descriptor of it, as a setting.
  std::string Inherited() const;

 private:
  int socket_ = -1;
  int port_ = 0;
};

}  // namespace parley::gateway

#pragma once

#include <sys/types.h>

#include <map>
#include <string>

#include "tests/service/gateway/services.h"
#include "tests/support/temporary_folder.h"

namespace parley::gateway {

// The gateway as the program it is, in front of the tests' services. Use it in the main thread: the program dies with the thread that
// started it.
class Program {
 public:
  using Environment = std::map<std::string, std::string>;

  // `settings`: beside the necessary ones.
  explicit Program(Environment settings = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // Starts it, after Stop at the same port as before; returns when it is ready.
  void Start();
  // A listening socket that the program inherits from now on, in place of a port of its own.
  void SetListener(int socket) { listener_ = socket; }
  // SIGTERM, as a supervisor sends it.
  void Terminate() const;
  // Waits until it has ended, and answers its exit code; -1 for another end.
  int Wait();
  int Stop() {
    Terminate();
    return Wait();
  }
  int port() const { return port_; }
  // The most memory it ever had in use.
  int64_t PeakBytes() const;

  Catalog catalog;
  Identity identity;
  Exchange exchange;
  Notifications notifications;
  Host catalog_host{"catalog", {&catalog}};
  Host identity_host{"identity", {&identity}};
  Host exchange_host{"exchange", {&exchange}};
  Host notifications_host{"notifications", {&notifications}};

 private:
  Environment settings_;
  test::TemporaryFolder blobs_;
  int listener_ = -1;
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace parley::gateway

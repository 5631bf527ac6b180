#pragma once

#include <sys/types.h>

#include <mutex>
#include <string>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace parley::postgres {

// Speaks just enough of PostgreSQL's protocol to let clients in and to agree to every simple query, one client at a time, and dies as a
// real server does when another of its processes has crashed. To have the real one do so would end everybody else's tests.
class DyingServer {
 public:
  DyingServer();
  ~DyingServer();
  DyingServer(const DyingServer&) = delete;

  std::string url() const { return "postgresql://somebody@/some?host=" + folder_.path(); }

  // A message as it is on the wire.
  static std::string Message(char kind, const std::string& body);
  // What a server says to idle sessions before it drops them after a crash.
  static std::string CrashWarning();

  // Sends `last_words` to the client and hangs up. The next client is let in as the first was.
  void HangUp(const std::string& last_words);

 private:
  void Serve();
  void ServeClient(int client);
  static bool Answer(int client, char kind);

  test::TemporaryFolder folder_;
  int listener_;
  std::mutex mutex_;
  int client_ = -1;
  std::thread thread_;
};

}  // namespace parley::postgres

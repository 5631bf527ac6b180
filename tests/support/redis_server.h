#pragma once

#include <sys/types.h>

#include <string>

#include "tests/support/temporary_folder.h"

namespace parley::test {

// The server that all tests share (PARLEY_TEST_REDIS_URL): use keys of your own.
std::string SharedRedisUrl();

// A redis-server of its own on a unix socket, which keeps nothing on disk unless it is told to: after Kill and Start it is empty. Make it
// in the main thread: the server dies with the thread that started it.
class RedisServer {
 public:
  RedisServer();
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;

  std::string url() const { return "unix:" + socket_; }

  // Ends it as a power cut would.
  void Kill();
  // Stops it in its tracks: it takes connections and answers nothing, until Thaw.
  void Freeze();
  void Thaw();
  // Takes nothing new from now on, as one that is full; what it holds can be read.
  void Fill();
  // Starts it again after Kill; it answers when this returns.
  void Start();
  // Keeps what it holds now: every later Start begins with it, however old it is by then.
  void Save();
  // Forgets all data while it runs.
  void Wipe();

 private:
  TemporaryFolder folder_;
  std::string socket_;
  pid_t process_ = -1;
};

}  // namespace parley::test

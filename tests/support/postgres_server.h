#pragma once

#include <string>

#include "tests/support/temporary_folder.h"

namespace parley::test {

// A PostgreSQL server of its own, on a socket in a folder of its own, that may be ill-treated. Durable as one is for real users: with
// fsync.
class PostgresServer {
 public:
  PostgresServer();
  // A standby of `primary`, in step with each of its commits from now on (synchronous_commit = on, and it is the primary's only synchronous
  // one).
  explicit PostgresServer(PostgresServer& primary);
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;

  // The folder of its socket, which is a `host` to libpq.
  const std::string& host() const { return folder_.path(); }

  // Ends it without a word or a checkpoint, as a crash does.
  void Kill();
  // Starts it; it answers when this returns.
  void Start();
  // Stops all of its processes where they are, and lets them go on: it is there, and answers nothing.
  void Freeze();
  void Thaw();
  // Makes a standby take over.
  void Promote();

 private:
  std::string Data() const { return folder_.path() + "/data"; }
  void Control(const std::string& words) const;
  void Signal(int signal) const;

  TemporaryFolder folder_;
  bool frozen_ = false;
};

}  // namespace parley::test

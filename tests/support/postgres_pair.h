#pragma once

#include <string>

#include "tests/support/postgres_server.h"

namespace parley::test {

// A primary and its standby. While they are there, databases that are made (tests/support/database.h) are theirs, and whoever uses one
// knows of both. To be made and ended while no other thread makes one: the server is named by the environment.
class PostgresPair {
 public:
  PostgresPair();
  ~PostgresPair();
  PostgresPair(const PostgresPair&) = delete;

  // The primary dies, as in a crash.
  void Kill() { primary_.Kill(); }
  // The standby takes over.
  void Promote() { standby_.Promote(); }

 private:
  PostgresServer primary_;
  PostgresServer standby_{primary_};
  const std::string before_;  // the server that databases are made on otherwise
};

}  // namespace parley::test

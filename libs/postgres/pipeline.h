#pragma once

#include <postgresql/libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libs/postgres/failure.h"
#include "libs/postgres/patience.h"

// Private to this library.
namespace parley::postgres {

using Answer = std::shared_ptr<const PGresult>;

// What libpq has next, waited for with patience; nullptr at the end. Throws Abandoned.
Answer TakeAnswer(PGconn* connection, Patience& patience);

// Statements sent one after the other without waiting, and then waited for together (PostgreSQL 15, 34.5). After one that fails the server
// skips the rest.
class Pipeline {
 public:
  Pipeline(PGconn* connection, Patience& patience);

  // Each text is a parameter; nullptr is NULL.
  void SendPrepared(const std::string& name, const std::vector<const char*>& texts);
  void SendCommand(const char* sql);

  // Waits; answers what the last statement answered. Once, at the end. Throws Abandoned, after which the connection is of no use.
  Answer Finish();

  // Of the first statement that failed, if one did.
  const std::optional<Failure>& failure() const { return failure_; }

 private:
  void Note(int worked);
  Answer Take();
  Answer TakeStatement();
  void TakeSync();

  PGconn* connection_;
  Patience& patience_;
  int sent_ = 0;
  std::optional<Failure> failure_;
};

}  // namespace parley::postgres

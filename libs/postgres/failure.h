#pragma once

#include <postgresql/libpq-fe.h>

#include <string>

// Private to this library.
namespace parley::postgres {

// Why something was not done.
struct Failure {
  std::string sqlstate;  // empty: not the server's word, but that of libpq, which could not send or did not understand
  std::string constraint;
  std::string message;
};

// Why `answer` (nullptr: none came) is not what was hoped for. What the server tells of values is left out: they are users', and this may
// be logged.
Failure FailureOf(const PGconn* connection, const PGresult* answer);

// Throws what the failure means: Unavailable, UniqueViolation, Contention or StatementError.
[[noreturn]] void Throw(const Failure& failure);

// True when the session is over (or does not begin).
bool EndsSession(const Failure& failure);

}  // namespace parley::postgres

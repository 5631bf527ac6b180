#include "libs/postgres/failure.h"

#include "libs/postgres/connection.h"

namespace parley::postgres {
namespace {

std::string Field(const PGresult* answer, int field) {
  const char* text = answer == nullptr ? nullptr : PQresultErrorField(answer, field);
  return text == nullptr ? "" : text;
}

// The server lacks memory, disk, connections (53) or cannot read or write (58000, 58030): no statement's fault, and it may pass.
bool LacksMeans(const std::string& sqlstate) { return sqlstate.compare(0, 2, "53") == 0 || sqlstate == "58000" || sqlstate == "58030"; }

// Another transaction is to blame (class 40, and a lock that was waited for too long).
bool IsContention(const std::string& sqlstate) { return sqlstate.compare(0, 2, "40") == 0 || sqlstate == "55P03"; }

}  // namespace

Failure FailureOf(const PGconn* connection, const PGresult* answer) {
  Failure failure{Field(answer, PG_DIAG_SQLSTATE), Field(answer, PG_DIAG_CONSTRAINT_NAME), Field(answer, PG_DIAG_MESSAGE_PRIMARY)};
  if (failure.message.empty()) failure.message = PQerrorMessage(connection);
  if (failure.message.empty()) failure.message = "the server's answer was not understood";
  return failure;
}

bool EndsSession(const Failure& failure) {
  // Class 57P: ended by an operator, a crash, a start, a dropped database, idleness. 25P03: idle in a transaction. 25006: the server has
  // become a standby, so that its successor must be looked for. 40003: it is not known whether the statement was done.
  const std::string& state = failure.sqlstate;
  return state.empty() || state.compare(0, 3, "57P") == 0 || state.compare(0, 2, "08") == 0 || state == "25P03" || state == "25006" ||
         state == "40003";
}

void Throw(const Failure& failure) {
  const auto& [sqlstate, constraint, message] = failure;
  if (EndsSession(failure) || LacksMeans(sqlstate)) throw Unavailable(message);
  if (sqlstate == "23505") throw UniqueViolation(sqlstate, constraint, message);
  if (IsContention(sqlstate)) throw Contention(sqlstate, constraint, message);
  throw StatementError(sqlstate, constraint, message);
}

}  // namespace parley::postgres

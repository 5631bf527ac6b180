#include "libs/postgres/failure.h"

#include <string_view>

#include "libs/postgres/connection.h"

namespace parley::postgres {
namespace {

// pqxx 6 keeps no constraint name, but each message of class 23 that has one says `… constraint "name"` before anything of the user's.
std::string ConstraintOf(const std::string& sqlstate, const std::string& message) {
  if (sqlstate.compare(0, 2, "23") != 0) return "";
  static constexpr std::string_view kBefore = "constraint \"";
  const auto start = message.find(kBefore);
  if (start == std::string::npos) return "";
  const auto name = start + kBefore.size();
  const auto end = message.find('"', name);
  return end == std::string::npos ? "" : message.substr(name, end - name);
}

// The server lacks memory, disk, connections (53) or cannot read or write (58000, 58030): no statement's fault, and it may pass.
bool LacksMeans(const std::string& sqlstate) { return sqlstate.compare(0, 2, "53") == 0 || sqlstate == "58000" || sqlstate == "58030"; }

}  // namespace

bool EndsSession(const std::string& sqlstate) {
  // Class 57P: ended by an operator, a crash, a start, a dropped database, idleness. 25P03: idle in a transaction. 25006: the server has
  // become a standby, so that its successor must be looked for. 40003: it is not known whether the statement was done.
  return sqlstate.compare(0, 3, "57P") == 0 || sqlstate.compare(0, 2, "08") == 0 || sqlstate == "25P03" || sqlstate == "25006" ||
         sqlstate == "40003";
}

void ThrowStatementError(const std::string& sqlstate, const std::string& message) {
  if (EndsSession(sqlstate) || LacksMeans(sqlstate)) throw Unavailable(message);
  if (sqlstate == "23505") throw UniqueViolation(sqlstate, ConstraintOf(sqlstate, message), message);
  if (sqlstate == "40000" || sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "55P03") throw Contention(sqlstate, "", message);
  throw StatementError(sqlstate, ConstraintOf(sqlstate, message), message);
}

}  // namespace parley::postgres

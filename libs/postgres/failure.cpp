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

}  // namespace

bool EndsSession(const std::string& sqlstate) {
  return sqlstate == "57P01" || sqlstate == "57P02" || sqlstate == "57P03" || sqlstate.compare(0, 2, "08") == 0;
}

void ThrowStatementError(const std::string& sqlstate, const std::string& message) {
  if (EndsSession(sqlstate)) throw Unavailable(message);
  if (sqlstate == "23505") throw UniqueViolation(sqlstate, ConstraintOf(sqlstate, message), message);
  if (sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "55P03") throw Contention(sqlstate, "", message);
  throw StatementError(sqlstate, ConstraintOf(sqlstate, message), message);
}

}  // namespace parley::postgres

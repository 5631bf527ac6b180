#include "catch2/catch.hpp"
#include "libs/postgres/connection.h"
#include "libs/postgres/failure.h"
#include "tests/unit/postgres/dying_server.h"

namespace parley::postgres {
namespace {

struct Crash {
  DyingServer server;
  Connection db{{.url = server.url(), .schema = "people"}};
};

// The last words stay unread while the next statement is sent into nothing: libpq then blames the statement, and calls the connection open.
const std::string kChangedSetting = DyingServer::Message('S', std::string("application_name\0\0", 18));

TEST_CASE_METHOD(Crash, "a statement sent to a server that hung up after some last words is Unavailable") {
  for (const std::string& last_words : {DyingServer::CrashWarning(), kChangedSetting, std::string()}) {
    auto transaction = db.Begin();
    transaction.ExecuteScript("SELECT 1");
    server.HangUp(last_words);
    REQUIRE_THROWS_AS(transaction.ExecuteScript("SELECT 1"), Unavailable);
  }
}

TEST_CASE_METHOD(Crash, "a commit sent to a server that hung up after some last words is Unavailable") {
  for (const std::string& last_words : {DyingServer::CrashWarning(), kChangedSetting, std::string()}) {
    auto transaction = db.Begin();
    transaction.ExecuteScript("SELECT 1");
    server.HangUp(last_words);
    REQUIRE_THROWS_AS(transaction.Commit(), Unavailable);
  }
}

TEST_CASE_METHOD(Crash, "a statement whose preparation meets a server that hung up after some last words is Unavailable") {
  constexpr Statement kOne{"One", "SELECT 1"};
  for (const std::string& last_words : {DyingServer::CrashWarning(), kChangedSetting, std::string()}) {
    auto transaction = db.Begin();
    transaction.ExecuteScript("SELECT 1");
    server.HangUp(last_words);
    REQUIRE_THROWS_AS(transaction.Execute(kOne), Unavailable);
  }
}

TEST_CASE_METHOD(Crash, "a connection whose server warned of a crash while it was idle is replaced before anything is sent") {
  db.ExecuteScript("SELECT 1");
  server.HangUp(DyingServer::CrashWarning());
  db.ExecuteScript("SELECT 1");
}

TEST_CASE("a server that went, goes or is not there yet is Unavailable") {
  for (const char* sqlstate :
       {"", "08000", "08003", "08006", "08007", "57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25006", "40003"}) {
    CHECK(EndsSession({sqlstate, "", "over"}));
    CHECK_THROWS_AS(Throw({sqlstate, "", "over"}), Unavailable);
  }
}

TEST_CASE("a server that lacks room or reaches its limits is Unavailable, though the session goes on") {
  for (const char* sqlstate : {"53000", "53100", "53200", "53300", "53400", "58000", "58030"}) {
    CHECK_FALSE(EndsSession({sqlstate, "", "no room"}));
    CHECK_THROWS_AS(Throw({sqlstate, "", "no room"}), Unavailable);
  }
}

TEST_CASE("what another transaction is to blame for is Contention") {
  for (const char* sqlstate : {"40000", "40001", "40P01", "55P03"}) CHECK_THROWS_AS(Throw({sqlstate, "", "again"}), Contention);
}

TEST_CASE("what the statement is to blame for is neither") {
  for (const char* sqlstate : {"22012", "23514", "42601", "25P02", "57014", "58P01", "XX000"}) {
    CHECK_FALSE(EndsSession({sqlstate, "", "wrong"}));
    try {
      Throw({sqlstate, "", "wrong"});
    } catch (const Contention&) {
      FAIL(sqlstate);
    } catch (const StatementError& error) {
      CHECK(error.sqlstate() == sqlstate);
    }
  }
}

}  // namespace
}  // namespace parley::postgres

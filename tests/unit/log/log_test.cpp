#include "libs/log/log.h"

#include <string>

#include "catch2/catch.hpp"
#include "tests/support/written_log.h"

namespace parley::log {
namespace {

// What is written to stderr while `act` runs.
template <class Act>
std::string Captured(Act act) {
  const test::WrittenLog log;
  act();
  return log.text();
}

std::string AfterTime(const std::string& line) { return line.substr(line.find(" level=") + 1); }

TEST_CASE("a record is one line of fields") {
  Start("exchange", "info");
  const auto line = Captured([] { Info("call failed", {{"method", "GetVideo"}, {"millis", 12}, {"again", true}}); });
  REQUIRE(line.substr(0, 7) == "time=20");
  REQUIRE(AfterTime(line) == "level=info service=exchange message=\"call failed\" method=GetVideo millis=12 again=true\n");
}

TEST_CASE("a value never breaks its line or passes for another field") {
  Start("exchange", "info");
  const auto line = Captured([] {
    Warning("x", {{"a", "1\n2\tlevel=info"}, {"b", "say \"hi\" \\"}, {"c", ""}, {"d", std::string("\x01\x7f", 2)}, {"e", "é"}});
  });
  REQUIRE(AfterTime(line) ==
          "level=warning service=exchange message=x a=\"1\\n2\\tlevel=info\" b=\"say \\\"hi\\\" \\\\\" c=\"\" d=\"\\x01\\x7f\" e=é\n");
}

TEST_CASE("records below the level are left out") {
  Start("exchange", "warning");
  REQUIRE(Captured([] {
            Debug("a");
            Info("b");
          }).empty());
  REQUIRE_FALSE(Captured([] { Error("c"); }).empty());
  Start("exchange", "debug");
  REQUIRE_FALSE(Captured([] { Debug("a"); }).empty());
}

TEST_CASE("braces in a value are text") {
  Start("exchange", "info");
  REQUIRE(AfterTime(Captured([] { Info("{}", {{"a", "{0}"}}); })) == "level=info service=exchange message={} a={0}\n");
}

}  // namespace
}  // namespace parley::log

#include "libs/trace/trace.h"

#include <set>
#include <thread>

#include "catch2/catch.hpp"

namespace parley::trace {
namespace {

const std::string kGiven = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

TEST_CASE("a caller's trace goes on, with a parent of its own") {
  const std::string next = Continue(kGiven);
  CHECK(next.size() == kGiven.size());
  CHECK(IdOf(next) == "0af7651916cd43dd8448eb211c80319c");
  CHECK(next.substr(36, 16) != kGiven.substr(36, 16));
  CHECK(next.substr(52) == "-01");
  CHECK(Continue("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00").substr(52) == "-00");
  CHECK(Continue("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0b").substr(52) == "-01");
  CHECK(IdOf("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-will-be") == "0af7651916cd43dd8448eb211c80319c");
}

TEST_CASE("what is malformed counts as none, and a trace begins") {
  for (const char* text :
       {"", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01", "00-0af7651916cd43dd8448eb211c80319\n-b7ad6b7169203331-01",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x"}) {
    CAPTURE(text);
    CHECK(IdOf(text).empty());
    const std::string begun = Continue(text);
    CHECK_FALSE(IdOf(begun).empty());
    CHECK(begun.substr(52) == "-00");
  }
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(std::string(IdOf(Continue(""))));
  CHECK(ids.size() == 1000);
}

TEST_CASE("a thread works for one trace at a time") {
  CHECK(Current().empty());
  {
    const Scope outer("a");
    {
      const Scope inner("b");
      CHECK(Current() == "b");
      std::thread([] { CHECK(Current().empty()); }).join();
    }
    CHECK(Current() == "a");
  }
  CHECK(Current().empty());
}

}  // namespace
}  // namespace parley::trace

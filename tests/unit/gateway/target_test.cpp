#include "services/gateway/http/target.h"

#include "catch2/catch.hpp"
#include "tests/support/status_matchers.h"

namespace parley::gateway::http {
namespace {

std::vector<std::string> SegmentsOf(std::string_view text) {
  Target target;
  REQUIRE_THAT(target.Parse(text), test::IsOk());
  return {target.segments().begin(), target.segments().end()};
}

TEST_CASE("a path is split before it is decoded") {
  CHECK(SegmentsOf("/") == std::vector<std::string>{});
  CHECK(SegmentsOf("/v1/courses") == std::vector<std::string>{"v1", "courses"});
  CHECK(SegmentsOf("/v1/courses?page_size=2") == std::vector<std::string>{"v1", "courses"});
  CHECK(SegmentsOf("/a%20b/%C3%A9/%3F") == std::vector<std::string>{"a b", "é", "?"});
  CHECK(SegmentsOf("/a/b/") == std::vector<std::string>{"a", "b"});
}

TEST_CASE("addresses that two readers could understand differently are refused") {
  for (const char* text :
       {"",       "a",     "*",     "http://host/a", "//a",   "/a//b", "/.",  "/..",  "/a/../b", "/a/%2e%2e/b", "/a/.%2E",    "/a%2Fb",
        "/a%5cb", "/a\\b", "/a%00", "/a%0d%0a",      "/a%7f", "/%",    "/%4", "/%zz", "/%ff",    "/%c0%af",     "/%ed%a0%80", "/a#b"}) {
    CAPTURE(text);
    Target target;
    CHECK_THAT(target.Parse(text), test::HasReason("MALFORMED_ADDRESS"));
  }
}

TEST_CASE("a verb stands behind an unencoded colon") {
  Target plain;
  REQUIRE_THAT(plain.Parse("/v1/runs/r1:open"), test::IsOk());
  CHECK(plain.verb() == "open");
  CHECK(plain.last_before_verb() == "r1");
  Target encoded;
  REQUIRE_THAT(encoded.Parse("/v1/runs/r1%3Aopen"), test::IsOk());
  CHECK(encoded.verb().empty());
  Target both;
  REQUIRE_THAT(both.Parse("/v1/runs/r%3A1:open"), test::IsOk());
  CHECK(both.verb() == "open");
  CHECK(both.last_before_verb() == "r:1");
}

TEST_CASE("the rest of a path keeps its slashes") {
  Target target;
  REQUIRE_THAT(target.Parse("/v1/videos/v/renditions/720p/0001%20.m4s"), test::IsOk());
  CHECK(target.From(4) == "720p/0001 .m4s");
  CHECK(target.path() == "/v1/videos/v/renditions/720p/0001 .m4s");
}

TEST_CASE("a query is decoded pair by pair") {
  std::vector<std::pair<std::string, std::string>> parameters;
  REQUIRE_THAT(ParseQuery("a=1&b=x%26y+z&&c&a=2", parameters), test::IsOk());
  CHECK(parameters == std::vector<std::pair<std::string, std::string>>{{"a", "1"}, {"b", "x&y z"}, {"c", ""}, {"a", "2"}});
  CHECK_THAT(ParseQuery("a=%zz", parameters), test::HasReason("MALFORMED_ADDRESS"));
  CHECK_THAT(ParseQuery("a=%ff", parameters), test::HasReason("MALFORMED_ADDRESS"));
}

}  // namespace
}  // namespace parley::gateway::http

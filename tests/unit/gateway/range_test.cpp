#include "services/gateway/renditions/range.h"

#include "catch2/catch.hpp"

namespace parley::gateway::renditions {
namespace {

using Kind = Selection::Kind;

struct Case {
  const char* range;
  int64_t size;
  Kind kind;
  int64_t first, length;
};

TEST_CASE("a range selects what RFC 9110 says") {
  const Case cases[] = {
      {"bytes=0-99", 1000, Kind::kPart, 0, 100},
      {"bytes=0-0", 1000, Kind::kPart, 0, 1},
      {"bytes=500-", 1000, Kind::kPart, 500, 500},
      {"bytes=999-", 1000, Kind::kPart, 999, 1},
      {"bytes=500-5000", 1000, Kind::kPart, 500, 500},
      {"bytes=-100", 1000, Kind::kPart, 900, 100},
      {"bytes=-5000", 1000, Kind::kPart, 0, 1000},
      {"BYTES=1-2", 1000, Kind::kPart, 1, 2},
      {"bytes=1000-", 1000, Kind::kUnsatisfiable, 0, 0},
      {"bytes=1000-2000", 1000, Kind::kUnsatisfiable, 0, 0},
      {"bytes=-0", 1000, Kind::kUnsatisfiable, 0, 0},
      {"bytes=0-", 0, Kind::kUnsatisfiable, 0, 0},
      {"bytes=-1", 0, Kind::kUnsatisfiable, 0, 0},
      {"", 1000, Kind::kWhole, 0, 1000},
      {"bytes=", 1000, Kind::kWhole, 0, 1000},
      {"bytes=-", 1000, Kind::kWhole, 0, 1000},
      {"bytes=5-1", 1000, Kind::kWhole, 0, 1000},
      {"bytes=a-b", 1000, Kind::kWhole, 0, 1000},
      {"bytes=+1-2", 1000, Kind::kWhole, 0, 1000},
      {"bytes=0-1,5-6", 1000, Kind::kWhole, 0, 1000},
      {"items=0-1", 1000, Kind::kWhole, 0, 1000},
      {"bytes=99999999999999999999-", 1000, Kind::kWhole, 0, 1000},
      {"bytes=0-99999999999999999999", 1000, Kind::kWhole, 0, 1000},
  };
  for (const Case& example : cases) {
    CAPTURE(example.range, example.size);
    const Selection selection = ReadRange(example.range, example.size);
    CHECK(selection.kind == example.kind);
    if (example.kind == Kind::kUnsatisfiable) continue;
    CHECK(selection.first == example.first);
    CHECK(selection.length == example.length);
  }
}

Selection SelectWith(http::Method method, std::vector<http::Request::Header> headers) {
  http::Request request{.method = method, .headers = std::move(headers)};
  return Select(request, "tag", 1000);
}

TEST_CASE("conditions come before the range") {
  CHECK(SelectWith(http::Method::kGet, {{"If-None-Match", "\"tag\""}, {"Range", "bytes=0-1"}}).kind == Kind::kNotModified);
  CHECK(SelectWith(http::Method::kGet, {{"If-None-Match", "\"other\", W/\"tag\""}}).kind == Kind::kNotModified);
  CHECK(SelectWith(http::Method::kGet, {{"If-None-Match", "*"}}).kind == Kind::kNotModified);
  CHECK(SelectWith(http::Method::kGet, {{"If-None-Match", "\"other\""}, {"Range", "bytes=0-1"}}).kind == Kind::kPart);
  CHECK(SelectWith(http::Method::kGet, {{"If-None-Match", "tag"}}).kind == Kind::kWhole);
  CHECK(SelectWith(http::Method::kGet, {{"If-Range", "\"tag\""}, {"Range", "bytes=0-1"}}).kind == Kind::kPart);
  CHECK(SelectWith(http::Method::kGet, {{"If-Range", "W/\"tag\""}, {"Range", "bytes=0-1"}}).kind == Kind::kWhole);
  CHECK(SelectWith(http::Method::kGet, {{"If-Range", "\"old\""}, {"Range", "bytes=0-1"}}).kind == Kind::kWhole);
  CHECK(SelectWith(http::Method::kGet, {{"If-Range", "Tue, 15 Nov 1994 08:12:31 GMT"}, {"Range", "bytes=0-1"}}).kind == Kind::kWhole);
  CHECK(SelectWith(http::Method::kHead, {{"Range", "bytes=0-1"}}).kind == Kind::kWhole);
}

}  // namespace
}  // namespace parley::gateway::renditions

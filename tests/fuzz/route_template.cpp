// Input: a path template, a newline, a request's target.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "services/gateway/routes/router.h"
#include "tests/fuzz/require.h"

using namespace parley::gateway;
using parley::fuzz::Require;

namespace {

bool IsWithin(std::string_view part, std::string_view whole) {
  return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t line = input.find('\n');
  if (line == std::string_view::npos) return 0;
  routes::Router router;
  const bool taken = router.Add(http::Method::kGet, input.substr(0, line), 1).ok();
  if (taken) Require(!router.Add(http::Method::kGet, input.substr(0, line), 2).ok(), "a template is taken once");
  (void)router.Add(http::Method::kGet, "/v1/things/{thing_id}", 3);
  http::Target target;
  if (!target.Parse(input.substr(line + 1)).ok()) return 0;
  for (const std::string_view segment : target.segments()) {
    Require(!segment.empty() && segment != "." && segment != ".." && segment.find('/') == std::string_view::npos, "segments are plain");
    Require(http::IsUtf8(segment), "segments are UTF-8");
  }
  const routes::Match match = router.Find(http::Method::kGet, target);
  Require(match.kind != routes::Match::Kind::kWrongMethod, "there are GETs alone");
  if (match.kind != routes::Match::Kind::kFound) return 0;
  for (const std::string_view value : match.values) Require(IsWithin(value, target.path()), "values are parts of the path");
  Require(router.Find(http::Method::kPost, target).kind == routes::Match::Kind::kWrongMethod, "what GET finds is no POST's");
  return 0;
}

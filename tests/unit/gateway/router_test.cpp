#include "services/gateway/routes/router.h"

#include "catch2/catch.hpp"
#include "services/gateway/routes/contract.h"
#include "services/gateway/routes/template.h"
#include "tests/support/status_matchers.h"

namespace parley::gateway::routes {
namespace {

using http::Method;

Router MakeRouter() {
  Router router;
  const std::pair<Method, const char*> templates[] = {
      {Method::kGet, "/v1/users/me"},                                // 0
      {Method::kPatch, "/v1/users/me"},                              // 1
      {Method::kGet, "/v1/users/{user_id}"},                         // 2
      {Method::kGet, "/v1/users/{user_id}/videos"},                  // 3
      {Method::kPost, "/v1/runs/{run_id}:open"},                     // 4
      {Method::kGet, "/v1/runs/{run_id=*}"},                         // 5
      {Method::kPost, "/v1/sessions"},                               // 6
      {Method::kPost, "/v1/sessions:refresh"},                       // 7
      {Method::kGet, "/v1/runs/{run_id}/videos:mine"},               // 8
      {Method::kGet, "/v1/videos/{video_id}/renditions/{name=**}"},  // 9
      {Method::kGet, "/.well-known/jwks.json"},                      // 10
      {Method::kPost, "/v1/users/me/consents/{kind}:give"},          // 11
  };
  int endpoint = 0;
  for (const auto& [method, text] : templates) REQUIRE_THAT(router.Add(method, text, endpoint++), test::IsOk());
  return router;
}

struct Case {
  Method method;
  const char* target;
  int endpoint;  // -1: none, -2: another method
  std::vector<std::string> values;
};

void CheckFinds(const Router& router, const Case& example) {
  CAPTURE(example.target, http::NameOf(example.method));
  http::Target target;
  REQUIRE_THAT(target.Parse(example.target), test::IsOk());
  const Match match = router.Find(example.method, target);
  const auto kind = example.endpoint >= 0 ? Match::Kind::kFound : example.endpoint == -2 ? Match::Kind::kWrongMethod : Match::Kind::kNone;
  CHECK(match.kind == kind);
  if (kind != Match::Kind::kFound) return;
  CHECK(match.endpoint == example.endpoint);
  for (size_t i = 0; i < example.values.size(); ++i) CHECK(match.values[i] == example.values[i]);
}

TEST_CASE("each address finds its endpoint") {
  const Router router = MakeRouter();
  const Case cases[] = {
      {Method::kGet, "/v1/users/me", 0, {}},
      {Method::kHead, "/v1/users/me", 0, {}},
      {Method::kPatch, "/v1/users/me", 1, {}},
      {Method::kGet, "/v1/users/u1", 2, {"u1"}},
      {Method::kGet, "/v1/users/me/videos", 3, {"me"}},
      {Method::kGet, "/v1/users/u%201/videos", 3, {"u 1"}},
      {Method::kPost, "/v1/runs/r1:open", 4, {"r1"}},
      {Method::kGet, "/v1/runs/r1", 5, {"r1"}},
      {Method::kGet, "/v1/runs/r1:x", 5, {"r1:x"}},
      {Method::kGet, "/v1/runs/r1%3Aopen", 5, {"r1:open"}},
      {Method::kPost, "/v1/sessions", 6, {}},
      {Method::kPost, "/v1/sessions:refresh", 7, {}},
      {Method::kGet, "/v1/runs/r1/videos:mine", 8, {"r1"}},
      {Method::kGet, "/v1/videos/v/renditions/720p/1.m4s", 9, {"v", "720p/1.m4s"}},
      {Method::kGet, "/v1/videos/v/renditions/a:b", 9, {"v", "a:b"}},
      {Method::kGet, "/.well-known/jwks.json", 10, {}},
      {Method::kPost, "/v1/users/me/consents/KIND_A:give", 11, {"KIND_A"}},
      {Method::kGet, "/v1/runs/r1:open", -2, {}},
      {Method::kPost, "/v1/users/me", -2, {}},
      {Method::kDelete, "/v1/sessions", -2, {}},
      {Method::kGet, "/v1/runs", -1, {}},
      {Method::kGet, "/v1/runs/", -1, {}},
      {Method::kGet, "/v1/runs/r1/", -1, {}},
      {Method::kGet, "/v1", -1, {}},
      {Method::kGet, "/", -1, {}},
      {Method::kGet, "/v1/videos/v/renditions", 9, {"v", ""}},
      {Method::kGet, "/V1/users/me", -1, {}},
  };
  for (const Case& example : cases) CheckFinds(router, example);
}

TEST_CASE("a variable may be several segments, and a segment nobody's") {
  Router router;
  const char* const templates[] = {"/v1/{name=courses/*/runs/*}", "/v1/{name=courses/**}:copy", "/v1/*/about/{field.path}",
                                   "/v1/{parent=files/*}/parts/{rest=a/**}", "/v1/all/**"};
  for (int i = 0; i < 5; ++i) REQUIRE_THAT(router.Add(Method::kGet, templates[i], i), test::IsOk());
  const Case cases[] = {
      {Method::kGet, "/v1/courses/c%20d/runs/r:x", 0, {"courses/c d/runs/r:x"}},
      {Method::kGet, "/v1/courses:copy", 1, {"courses"}},
      {Method::kGet, "/v1/courses/a/b/c:copy", 1, {"courses/a/b/c"}},
      {Method::kGet, "/v1/courses/c/runs/r:copy", 1, {"courses/c/runs/r"}},
      {Method::kGet, "/v1/any/about/x", 2, {"x"}},
      {Method::kGet, "/v1/files/f/parts/a", 3, {"files/f", "a"}},
      {Method::kGet, "/v1/files/f/parts/a/b%C3%A9/c", 3, {"files/f", "a/b\u00e9/c"}},
      {Method::kGet, "/v1/files/f/parts/b", -1, {}},
      {Method::kGet, "/v1/all", 4, {}},
      {Method::kGet, "/v1/all/of/it", 4, {}},
      {Method::kGet, "/v1/courses/c/runs", -1, {}},
      {Method::kPost, "/v1/all/of/it", -2, {}},
  };
  for (const Case& example : cases) CheckFinds(router, example);
}

TEST_CASE("a wrong method is told which ones there are") {
  const Router router = MakeRouter();
  http::Target target;
  REQUIRE_THAT(target.Parse("/v1/users/me"), test::IsOk());
  CHECK(router.Find(Method::kDelete, target).allowed == "GET, HEAD, PATCH");
}

TEST_CASE("two methods can't share an address") {
  Router router = MakeRouter();
  CHECK_THAT(router.Add(Method::kGet, "/v1/users/{id}", 99), test::HasCode(absl::StatusCode::kAlreadyExists));
}

TEST_CASE("templates that are not understood are refused") {
  for (const char* text : {"", "v1", "/", "/v1//a", "/v1/{", "/v1/{}", "/v1/{a=}", "/v1/{a=**}/b", "/v1/{a=**/b}", "/v1/{a=b/{c}}",
                           "/v1/a b", "/v1/***", "/v1/{a}b", "/v1/a:", "/v1/a:b/c", "/v1/a:b:c", "/v1/x{a}", "/v1/{a", "/v1/**/a"}) {
    CAPTURE(text);
    CHECK_THAT(ParseTemplate(text).status(), test::HasCode(absl::StatusCode::kInvalidArgument));
  }
}

TEST_CASE("every contract's routes are understood and apart") {
  const auto routes = ReadContracts();
  REQUIRE_THAT(routes.status(), test::IsOk());
  CHECK(routes->size() > 20);
  Router router;
  for (const Route& route : *routes) {
    CAPTURE(route.rpc_path);
    CHECK_THAT(router.Add(route.http_method, route.path_template, 0), test::IsOk());
    CHECK(route.path_template.rfind("/v1/internal", 0) == std::string::npos);
    CHECK(route.rpc_path.find("Internal") == std::string::npos);
  }
}

}  // namespace
}  // namespace parley::gateway::routes

#include "services/gateway/cors.h"

#include <algorithm>

#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"

namespace parley::gateway {
namespace {

constexpr char kOurs[] = "Origin: https://app.university.example";
constexpr char kForeign[] = "Origin: https://evil.example";

void WithOrigin(Settings& settings) { settings.cors = *Cors::Parse("https://app.university.example, http://localhost:5173"); }

std::vector<std::string> Preflight(const std::string& origin, const std::string& method) {
  return {origin, "Access-Control-Request-Method: " + method, "Access-Control-Request-Headers: authorization"};
}

bool VariesByOrigin(const Answer& answer) {
  const auto [first, last] = answer.headers.equal_range("vary");
  return std::any_of(first, last, [](const auto& line) { return line.second == "Origin"; });
}

TEST_CASE("a front-end of a named origin may read every answer of the API, problems too") {
  House house(WithOrigin);
  for (const char* target : {"/v1/courses", "/v1/nothing", "/v1/courses?page_size=x", "/v1/users/me/events", "/v1/courses/%zz"}) {
    const Answer answer = house.Ask("GET", target, {kOurs});
    INFO(target);
    CHECK(answer.Header("access-control-allow-origin") == "https://app.university.example");
    CHECK(answer.Header("access-control-expose-headers").find("Retry-After") != std::string::npos);
    CHECK(VariesByOrigin(answer));
    CHECK(answer.Header("access-control-allow-credentials").empty());
  }
}

TEST_CASE("a browser that asks first is told what it may send") {
  House house(WithOrigin);
  for (const auto& [target, method] : {std::pair("/v1/runs", "POST"), std::pair("/v1/uploads", "POST"),
                                       std::pair("/v1/uploads/0190aaaa-0000-7000-8000-000000000001", "PATCH")}) {
    const Answer answer = house.Ask("OPTIONS", target, Preflight(kOurs, method));
    INFO(target);
    CHECK(answer.status == 204);
    CHECK(answer.Header("access-control-allow-origin") == "https://app.university.example");
    CHECK(answer.Header("access-control-allow-methods").find(method) != std::string::npos);
    for (const char* name : {"Authorization", "Idempotency-Key", "Upload-Offset"})
      CHECK(answer.Header("access-control-allow-headers").find(name) != std::string::npos);
    // By which browsers that are signed in by cookie prove that a page is the house's own.
    CHECK(answer.Header("access-control-allow-headers").find("Parley-Session") == std::string::npos);
  }
}

TEST_CASE("other origins are told nothing, and nobody where none is named") {
  House house(WithOrigin);
  CHECK(house.Ask("GET", "/v1/courses", {kForeign}).Header("access-control-allow-origin").empty());
  CHECK(house.Ask("GET", "/v1/courses", {"Origin: https://app.university.example.evil.example"})
            .Header("access-control-allow-origin")
            .empty());
  CHECK(house.Ask("OPTIONS", "/v1/runs", Preflight(kForeign, "POST")).Header("access-control-allow-methods").empty());
  CHECK(house.Ask("GET", "/", {kOurs}).Header("access-control-allow-origin").empty());
  House closed;
  const Answer answer = closed.Ask("GET", "/v1/courses", {kOurs});
  CHECK(answer.Header("access-control-allow-origin").empty());
  CHECK_FALSE(VariesByOrigin(answer));
}

TEST_CASE("an answer keeps nothing of the one before it on a connection") {
  House house(WithOrigin);
  Client client(house.port());
  CHECK_FALSE(client.Ask("GET", "/v1/courses", {kOurs}).Header("access-control-allow-origin").empty());
  const Answer next = client.Ask("GET", "/v1/courses", {kForeign});
  CHECK(next.status == 200);
  CHECK(next.Header("access-control-allow-origin").empty());
  const auto [first, last] = next.headers.equal_range("vary");
  CHECK(std::count_if(first, last, [](const auto& line) { return line.second == "Origin"; }) == 1);
}

TEST_CASE("what is no origin is refused by name") {
  for (const char* text : {"*", "null", "app.example", "https://app.example/", "https://App.example", "ftp://app.example", "https://a b"}) {
    INFO(text);
    const auto cors = Cors::Parse(std::string("https://good.example,") + text);
    REQUIRE_FALSE(cors.ok());
    CHECK(std::string(cors.status().message()).find(text) != std::string::npos);
  }
  CHECK(Cors::Parse(" ").ok());
}

}  // namespace
}  // namespace parley::gateway

#include <zlib.h>

#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"
#include "tests/support/eventually.h"

namespace parley::gateway {
namespace {

const std::string kJson = "Content-Type: application/json";

// What gzip packed; empty for what is none.
std::string Unpacked(const std::string& packed) {
  z_stream stream{};
  if (inflateInit2(&stream, MAX_WBITS + 16) != Z_OK) return {};
  std::string content(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(content.data());
  stream.avail_out = static_cast<uInt>(content.size());
  const bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END;
  content.resize(whole ? stream.total_out : 0);
  inflateEnd(&stream);
  return content;
}

TEST_CASE("a method with a route is reached by JSON") {
  House house;
  const Answer courses = house.Ask("GET", "/v1/courses?pageSize=1&pageToken=t%201");
  CHECK(courses.status == 200);
  CHECK(courses.Header("content-type") == "application/json");
  CHECK(courses.Header("cache-control") == "private, no-cache");
  CHECK(courses.Header("x-content-type-options") == "nosniff");
  CHECK_FALSE(courses.Header("date").empty());
  CHECK(
      courses.body ==
      R"({"courses":[{"courseId":"course-0","title":"Introduction to Dialogue Facilitation","languages":["en"]}],"nextPageToken":"t 1"})");
  CHECK(house.Ask("GET", "/v1/runs/r1").body == R"({"runId":"r1","startTime":"2026-01-02T03:04:05Z","capacity":7})");
  CHECK(house.Ask("GET", "/.well-known/jwks.json").Has(R"("kid":")" + house.identity.tokens.issuer().public_key().kid));
  const Answer created =
      house.Ask("POST", "/v1/runs", {kJson, "Idempotency-Key: key-1", "Authorization: Bearer t"}, R"({"run":{"title":"é"}})");
  CHECK(created.body == R"({"title":"é","etag":"key-1"})");
  const Answer head = house.Ask("HEAD", "/v1/runs/r1");
  CHECK(head.status == 200);
  CHECK(head.Header("content-length") == std::to_string(house.Ask("GET", "/v1/runs/r1").body.size()));
  CHECK(head.body.empty());
}

TEST_CASE("the user's token travels on, and without one the service decides") {
  House house;
  const std::string body = R"({"requestId":"q"})";
  CHECK(house.Ask("POST", "/v1/runs/r/enrolments", {kJson, "Authorization: Bearer amal"}, body).Has(R"("userId":"amal")"));
  CHECK_FALSE(house.Ask("POST", "/v1/runs/r/enrolments", {kJson}, body).Has("userId"));
  const Answer refused = house.Ask("POST", "/v1/runs/r/enrolments", {kJson, "Cookie: parley_access=amal"}, body);
  CHECK(refused.status == 403);
  CHECK(refused.Has(R"("reason":"SESSION_HEADER_MISSING")"));
  CHECK(house.Ask("POST", "/v1/runs/r/enrolments", {kJson, "Cookie: parley_access=amal", "Parley-Session: cookie"}, body)
            .Has(R"("userId":"amal")"));
  CHECK(house.Ask("GET", "/v1/users/me", {"Cookie: parley_access=amal"}).Has(R"("userId":"amal")"));
}

TEST_CASE("errors are problems") {
  House house;
  struct Case {
    const char* method;
    const char* target;
    std::vector<std::string> headers;
    const char* body;
    int status;
    const char* shows;
  };
  const Case cases[] = {
      {"GET", "/v1/runs/none", {}, "", 404, R"("code":"NOT_FOUND")"},
      {"GET", "/v1/runs/busy", {}, "", 429, R"("reason":"QUEUE_FULL")"},
      {"GET", "/v1/runs/stranger", {}, "", 401, R"("reason":"SIGN_IN_REQUIRED")"},
      {"GET", "/v1/runs/broken", {}, "", 500, "Something went wrong here"},
      {"GET", "/v1/nothing", {}, "", 404, R"("reason":"NO_SUCH_ADDRESS")"},
      {"DELETE", "/v1/courses", {}, "", 405, R"("reason":"METHOD_NOT_ALLOWED")"},
      {"GET", "/v1/courses?page_size=x", {}, "", 400, R"("field":"page_size")"},
      {"GET", "/v1/courses/%2e%2e/x", {}, "", 400, R"("reason":"MALFORMED_ADDRESS")"},
      {"POST", "/v1/runs/r/enrolments", {}, "", 400, R"("field":"request_id")"},
      {"POST", "/v1/runs", {kJson}, "{", 400, R"("reason":"MALFORMED_JSON")"},
      {"POST", "/v1/runs", {"Content-Type: text/plain"}, "{}", 415, R"("reason":"UNSUPPORTED_MEDIA_TYPE")"},
      {"GET", "/v1/users/me", {}, "", 401, R"("code":"UNAUTHENTICATED")"},
  };
  for (const Case& example : cases) {
    CAPTURE(example.method, example.target);
    const Answer answer = house.Ask(example.method, example.target, example.headers, example.body);
    CHECK(answer.status == example.status);
    CHECK(answer.Header("content-type") == "application/problem+json");
    CAPTURE(answer.body);
    CHECK(answer.Has(example.shows));
    CHECK_FALSE(answer.Has("secret"));
  }
  CHECK(house.Ask("GET", "/v1/runs/busy").Header("retry-after") == "3");
  CHECK(house.Ask("DELETE", "/v1/courses").Header("allow") == "GET, HEAD, POST");
  CHECK(house.Ask("GET", "/v1/runs/stranger").Header("www-authenticate") == "Bearer");
}

TEST_CASE("what was read is not sent again while it stays the same") {
  House house;
  const Answer first = house.Ask("GET", "/v1/runs/r1");
  const std::string tag = first.Header("etag");
  CHECK(tag.rfind("W/\"", 0) == 0);
  const Answer again = house.Ask("GET", "/v1/runs/r1", {"If-None-Match: \"other\", " + tag});
  CHECK(again.status == 304);
  CHECK(again.body.empty());
  CHECK(again.Header("etag") == tag);
  CHECK(again.Header("content-type").empty());
  CHECK(house.Ask("HEAD", "/v1/runs/r1", {"If-None-Match: " + tag}).status == 304);
  CHECK(house.Ask("GET", "/v1/runs/r2", {"If-None-Match: " + tag}).status == 200);
  CHECK(house.Ask("GET", "/v1/runs/none", {"If-None-Match: *"}).status == 404);
  const Answer changed = house.Ask("POST", "/v1/runs", {kJson, "If-None-Match: *"}, R"({"run":{}})");
  CHECK(changed.status == 200);
  CHECK(changed.Header("etag").empty());
  CHECK(changed.Header("cache-control") == "no-store");
}

TEST_CASE("a long answer is packed for who takes gzip") {
  House house;
  const Answer plain = house.Ask("GET", "/v1/courses?pageSize=50");
  CHECK(plain.Header("content-encoding").empty());
  CHECK(plain.Header("vary") == "Accept-Encoding");
  const Answer packed = house.Ask("GET", "/v1/courses?pageSize=50", {"Accept-Encoding: br, gzip;q=0.5"});
  CHECK(packed.Header("content-encoding") == "gzip");
  CHECK(packed.Header("etag") == plain.Header("etag"));
  CHECK(packed.body.size() * 4 < plain.body.size());
  CHECK(Unpacked(packed.body) == plain.body);
  CHECK(house.Ask("GET", "/v1/courses?pageSize=50", {"Accept-Encoding: gzip;q=0"}).body == plain.body);
  CHECK(house.Ask("GET", "/v1/runs/r1", {"Accept-Encoding: gzip"}).Header("content-encoding").empty());
  // Never beside tokens.
  const Answer session = house.Ask("POST", "/v1/sessions", {kJson, "Accept-Encoding: gzip"}, R"({"token":"long"})");
  CHECK(session.body.size() > 5000);
  CHECK(session.Header("content-encoding").empty());
}

TEST_CASE("an answer names its trace") {
  House house;
  const std::string trace = "0af7651916cd43dd8448eb211c80319c";
  const Answer known = house.Ask("GET", "/v1/runs/none", {"traceparent: 00-" + trace + "-b7ad6b7169203331-01"});
  CHECK(known.Header("traceresponse").rfind("00-" + trace, 0) == 0);
  CHECK(house.Ask("GET", "/v1/nothing").Header("traceresponse").size() == known.Header("traceresponse").size());
}

TEST_CASE("internal methods can't be reached") {
  House house;
  for (const char* target : {"/parley.exchange.v1.ExchangeInternalService/GetUpload", "/v1/ExchangeInternalService/GetUpload"}) {
    const Answer answer = house.Ask("POST", target, {kJson, "Authorization: Bearer author"}, "{}");
    CHECK((answer.status == 404 || answer.status == 405));
  }
}

TEST_CASE("a body has a limit") {
  House house;
  const Answer large = house.Ask("POST", "/v1/runs", {kJson}, std::string((1 << 20) + 1, ' '));
  CHECK(large.status == 413);
  CHECK(large.Has("BODY_TOO_LARGE"));
  const Answer fits = house.Ask("POST", "/v1/runs", {kJson}, std::string((1 << 20) - 2, ' ') + "{}");
  CHECK(fits.status == 200);
  CHECK(house.Ask("GET", "/v1/courses/big").body.size() > 3000000);
}

TEST_CASE("a session's tokens go into cookies for browsers that ask, and only for them") {
  House house;
  const std::string ask = "Parley-Session: cookie";
  const Answer plain = house.Ask("POST", "/v1/sessions", {kJson}, R"({"token":"t"})");
  CHECK(plain.Has(R"("accessToken":"access-1")"));
  CHECK(plain.headers.count("set-cookie") == 0);
  const Answer browser = house.Ask("POST", "/v1/sessions", {kJson, ask, "Cookie: parley_access=stale"}, R"({"token":"t"})");
  CHECK(browser.status == 200);
  CHECK_FALSE(browser.Has("access-1"));
  CHECK_FALSE(browser.Has("refresh-1"));
  const auto [first, last] = browser.headers.equal_range("set-cookie");
  const std::vector<std::pair<std::string, std::string>> cookies(first, last);
  REQUIRE(cookies.size() == 2);
  CHECK(cookies[0].second == "parley_access=access-1; Path=/; HttpOnly; SameSite=Lax; Max-Age=900; Secure");
  CHECK(cookies[1].second == "parley_refresh=refresh-1; Path=/v1/sessions:refresh; HttpOnly; SameSite=Strict; Max-Age=86400; Secure");

  const Answer refreshed = house.Ask("POST", "/v1/sessions:refresh", {kJson, ask, "Cookie: parley_refresh=refresh-1"}, "{}");
  CHECK(refreshed.status == 200);
  CHECK(refreshed.Header("set-cookie").rfind("parley_access=access-2", 0) == 0);
  CHECK(house.Ask("POST", "/v1/sessions:refresh", {kJson, "Cookie: parley_refresh=refresh-1"}, "{}").status == 401);
  const Answer over = house.Ask("POST", "/v1/sessions:refresh", {kJson, ask, "Cookie: parley_refresh=refresh-0"}, "{}");
  CHECK(over.status == 401);
  CHECK(over.Header("set-cookie").find("Max-Age=0") != std::string::npos);

  const Answer ended = house.Ask("POST", "/v1/sessions:end", {kJson, ask, "Cookie: parley_access=access-1"}, "{}");
  CHECK(ended.status == 200);
  CHECK(ended.headers.count("set-cookie") == 2);
  CHECK(ended.Header("clear-site-data") == "\"cache\"");
  CHECK(ended.Header("set-cookie").find("Max-Age=0") != std::string::npos);
}

TEST_CASE("a client that hangs up cancels its call") {
  House house([](Settings& settings) {
    settings.backends.deadline = std::chrono::minutes(2);
    settings.http.half_closed_timeout = std::chrono::milliseconds(100);
  });
  {
    Client client(house.port());
    client.Write("GET /v1/courses/slow HTTP/1.1\r\nHost: x\r\n\r\n");
    REQUIRE(test::Eventually([&] { return house.catalog.slow_calls == 1; }));
  }
  CHECK(test::Eventually([&] { return house.catalog.cancelled_calls == 1; }));
}

TEST_CASE("a call that takes too long ends at its deadline") {
  House house([](Settings& settings) { settings.backends.deadline = std::chrono::milliseconds(100); });
  const Answer answer = house.Ask("GET", "/v1/courses/slow");
  CHECK(answer.status == 504);
  CHECK(answer.Has(R"("code":"DEADLINE_EXCEEDED")"));
}

TEST_CASE("a call that a service drops at its end is worth repeating") {
  House house;
  const Answer answer = house.Ask("GET", "/v1/runs/dropped");
  CHECK(answer.status == 503);
  CHECK(answer.Header("retry-after") == "1");
}

TEST_CASE("a service that is gone makes its routes unavailable and the gateway not ready") {
  House house;
  REQUIRE(test::Eventually([&] { return house.Ask("GET", "/readyz").status == 200; }));
  house.catalog_host.Stop();
  const Answer gone = house.Ask("GET", "/v1/courses");
  CHECK(gone.status == 503);
  CHECK(gone.Header("retry-after") == "1");
  CHECK_FALSE(gone.Has("127.0.0.1"));
  const Answer ready = house.Ask("GET", "/readyz");
  CHECK(ready.status == 503);
  CHECK(ready.body ==
        R"({"ready":false,"services":{"catalog":"unreachable","exchange":"serving","identity":"serving","notifications":"serving"}})");
  CHECK(house.Ask("GET", "/v1/users/me", {"Authorization: Bearer a"}).status == 200);
  CHECK(house.Ask("GET", "/healthz").status == 200);
}

TEST_CASE("requests are counted by route and status") {
  House house([](Settings& settings) { settings.metrics_listen = "127.0.0.1:0"; });
  CHECK(house.Ask("GET", "/v1/runs/r1").status == 200);
  CHECK(house.Ask("GET", "/v1/runs/none").status == 404);
  CHECK(house.Ask("GET", "/v1/nothing").status == 404);
  CHECK(house.Ask("GET", "/").status == 200);
  // An answer may be read before it is counted.
  CHECK(test::Eventually([&] {
    Client prometheus(house.gateway().metrics_port());
    prometheus.Write("GET /metrics HTTP/1.0\r\n\r\n");
    const std::string text = prometheus.ReadUntil("parley_http_seconds_count{route=\"web\"}");
    return text.find(R"(parley_http_requests_total{route="GET /v1/runs/{run_id}",status="200"} 1)") != std::string::npos &&
           text.find(R"(parley_http_requests_total{route="GET /v1/runs/{run_id}",status="404"} 1)") != std::string::npos &&
           text.find(R"(parley_http_requests_total{route="none",status="404"} 1)") != std::string::npos &&
           text.find(R"(parley_http_requests_total{route="web",status="200"} 1)") != std::string::npos;
  }));
}

}  // namespace
}  // namespace parley::gateway

#include <thread>

#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"
#include "tests/support/eventually.h"

// What the gateway makes of HTTP that is unusual, wrong or hostile.
namespace parley::gateway {
namespace {

TEST_CASE("a connection serves many requests, also sent at once") {
  House house;
  Client client(house.port());
  CHECK(client.Ask("GET", "/healthz").status == 200);
  CHECK(client.Ask("POST", "/v1/runs", {"Content-Type: application/json"}, "{}").status == 200);
  client.Write(
      "GET /v1/runs/a HTTP/1.1\r\nHost: x\r\n\r\nGET /v1/runs/b HTTP/1.1\r\nHost: x\r\n\r\nGET /v1/runs/c HTTP/1.1\r\nHost: x\r\n\r\n");
  for (const char* id : {"a", "b", "c"}) CHECK(client.Read().Has(std::string("\"runId\":\"") + id + "\""));
  client.Write("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(client.Read().Header("connection") == "close");
  CHECK(client.Ended());
}

TEST_CASE("a head may arrive byte by byte, and a body in chunks") {
  House house;
  Client client(house.port());
  for (const char c : std::string("GET /v1/runs/a HTTP/1.1\r\nHost: x\r\n\r\n")) client.Write({&c, 1});
  CHECK(client.Read().status == 200);
  client.Write("POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.Write("5\r\n{\"run\r\n");
  client.Write("14;x=y\r\n\":{\"title\":\"Chunks\"}\r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n");
  CHECK(client.Read().body == R"({"title":"Chunks"})");
  CHECK(client.Ask("GET", "/healthz").status == 200);
}

TEST_CASE("a client that waits for 100 Continue gets it, and none when its body is not wanted") {
  House house;
  Client client(house.port());
  client.Write("POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.Read().status == 100);
  client.Write("{}");
  CHECK(client.Read().status == 200);
  client.Write("POST /v1/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.Read().status == 404);
  CHECK(client.Ended());
}

TEST_CASE("requests that a proxy might read otherwise are refused, and the connection with them") {
  House house;
  const std::string smuggled = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
  const std::string post = "POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  struct Case {
    std::string bytes;
    int status;
  };
  const Case cases[] = {
      {post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, 400},
      {post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + smuggled, 400},
      {post + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" + smuggled, 400},
      {post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + smuggled, 400},
      {post + "Content-Length: 2, 2\r\n\r\n{}" + smuggled, 400},
      {post + "Content-Length: +2\r\n\r\n{}" + smuggled, 400},
      {post + "Content-Length: -2\r\n\r\n{}" + smuggled, 400},
      {post + "Content-Length: 0x2\r\n\r\n{}" + smuggled, 400},
      {post + "Content-Length : 2\r\n\r\n{}" + smuggled, 400},
      {post + "Content-Length: 99999999999999999999\r\n\r\n{}" + smuggled, 400},
      {post + "Transfer-Encoding: xchunked\r\n\r\n" + smuggled, 501},
      {post + "Transfer-Encoding: gzip, chunked\r\n\r\n" + smuggled, 501},
      {post + "Transfer-Encoding: chunked, identity\r\n\r\n" + smuggled, 501},
      {post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + smuggled, 400},
      {post + "Transfer-Encoding:\r\n chunked\r\n\r\n" + smuggled, 400},
      {post + "X: a\r\n\tContent-Length: 3\r\n\r\n" + smuggled, 400},
      {post + "Bad Name: a\r\n\r\n" + smuggled, 400},
      {post + "X: a\nContent-Length: 3\r\n\r\n" + smuggled, 400},
      {"GET /healthz HTTP/1.1\r\n\r\n" + smuggled, 400},
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + smuggled, 400},
      {"GET /healthz HTTP/1.1\r\nHost: a/b\r\n\r\n" + smuggled, 400},
      {"GET http://other/healthz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /healthz\r\n\r\n", 400},
      {"GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n", 400},
      {"GET /he althz HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {std::string("GET /healthz HTTP/1.1\r\nHost: x\r\nX: a") + '\0' + "b\r\n\r\n", 400},
      {"BREW /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 501},
      {"\x16\x03\x01\x02hello\r\n\r\n", 400},
  };
  for (const Case& example : cases) {
    CAPTURE(example.bytes);
    Client client(house.port());
    client.Write(example.bytes);
    CHECK(client.Read().status == example.status);
    if (example.bytes.rfind("GET http", 0) == 0) continue;  // well-formed, only not for us
    CHECK(client.Read().status == 0);
  }
}

TEST_CASE("broken chunks end the request and the connection") {
  House house;
  for (const char* chunks : {"zz\r\n{}\r\n", "2\r\n{}garbage\r\n", "ffffffffffffffffff\r\n", "-1\r\n"}) {
    CAPTURE(chunks);
    Client client(house.port());
    client.Write("POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
                 std::string(chunks));
    CHECK(client.Read().status == 400);
    CHECK(client.Read().status == 0);
  }
}

TEST_CASE("a head is bounded") {
  House house;
  Client client(house.port());
  client.Write("GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + std::string(17000, 'a') + "\r\n\r\n");
  CHECK(client.Read().status == 431);
  CHECK(client.Ended());
  Client endless(house.port());
  endless.Write("GET /" + std::string(20000, 'a'));
  CHECK(endless.Read().status == 431);
  CHECK(Client(house.port()).Ask("GET", "/healthz", {"X: " + std::string(15000, 'a')}).status == 200);
}

TEST_CASE("a client that is too slow is left") {
  House house([](Settings& settings) {
    settings.http.idle_timeout = std::chrono::milliseconds(50);
    settings.http.head_timeout = std::chrono::milliseconds(100);
    settings.http.body_timeout = std::chrono::milliseconds(100);
  });
  Client idle(house.port());
  CHECK(idle.Read().status == 0);
  Client slow_head(house.port());
  slow_head.Write("GET /healthz HT");
  CHECK(slow_head.Read().status == 408);
  Client slow_body(house.port());
  slow_body.Write("POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  CHECK(slow_body.Read().status == 0);
}

TEST_CASE("stopping lets a request end, and takes no new one") {
  House house([](Settings& settings) { settings.backends.deadline = std::chrono::milliseconds(500); });
  Client idle(house.port());
  CHECK(idle.Ask("GET", "/healthz").status == 200);
  Client busy(house.port());
  busy.Write("GET /v1/courses/slow HTTP/1.1\r\nHost: x\r\n\r\n");
  REQUIRE(test::Eventually([&] { return house.catalog.slow_calls == 1; }));
  std::thread stopping([&] { house.gateway().Stop(); });
  const Answer last = busy.Read();
  CHECK(last.status == 504);
  CHECK(last.Header("connection") == "close");
  CHECK(idle.Ended());
  stopping.join();
  CHECK_THROWS(Client(house.port()));
}

TEST_CASE("connections beyond the limit are not served") {
  House house([](Settings& settings) { settings.http.max_connections = 1; });
  Client first(house.port());
  CHECK(first.Ask("GET", "/healthz").status == 200);
  CHECK(Client(house.port()).Ask("GET", "/healthz").status == 0);
  CHECK(first.Ask("GET", "/healthz").status == 200);
}

}  // namespace
}  // namespace parley::gateway

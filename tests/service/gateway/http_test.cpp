#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"

// What the gateway makes of HTTP that is unusual. What is wrong or hostile: framing_test, request_line_test, pipelining_test,
// slow_clients_test, stopping_test.
namespace parley::gateway {
namespace {

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

TEST_CASE("connections beyond the limit are not served") {
  House house([](Settings& settings) { settings.http.max_connections = 1; });
  Client first(house.port());
  CHECK(first.Ask("GET", "/healthz").status == 200);
  CHECK(Client(house.port()).Ask("GET", "/healthz").status == 0);
  CHECK(first.Ask("GET", "/healthz").status == 200);
}

}  // namespace
}  // namespace parley::gateway

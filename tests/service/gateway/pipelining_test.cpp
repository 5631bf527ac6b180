#include <string>

#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"

// Requests that are sent before the answers to those before them have come.
namespace parley::gateway {
namespace {

std::string Get(const std::string& id) { return "GET /v1/runs/" + id + " HTTP/1.1\r\nHost: x\r\n\r\n"; }

std::string Post(const std::string& body) {
  return "POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

std::string PostInChunks(const std::string& body) {
  std::string chunks;
  for (const char c : body) chunks += std::string("1\r\n") + c + "\r\n";
  return "POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n";
}

TEST_CASE("a connection serves many requests, one after the other or sent at once") {
  const House house;
  Client client(house.port());
  CHECK(client.Ask("GET", "/healthz").status == 200);
  CHECK(client.Ask("POST", "/v1/runs", {"Content-Type: application/json"}, "{}").status == 200);
  client.Write(Get("a") + Get("b") + Get("c"));
  for (const char* id : {"a", "b", "c"}) CHECK(client.Read().Has(std::string("\"runId\":\"") + id + "\""));
}

TEST_CASE("a thousand requests sent at once are answered in their order, with bodies between") {
  const House house;
  Client client(house.port());
  std::string all;
  for (int i = 0; i < 250; ++i) {
    const std::string number = std::to_string(i);
    all += Get("run-" + number) + Post(R"({"run":{"title":"length )" + number + R"("}})") + Get("none") +
           PostInChunks(R"({"run":{"title":"chunks )" + number + R"("}})");
  }
  client.Write(all);
  for (int i = 0; i < 250; ++i) {
    CAPTURE(i);
    const std::string number = std::to_string(i);
    REQUIRE(client.Read().Has("\"run-" + number + "\""));
    REQUIRE(client.Read().Has("\"length " + number + "\""));
    REQUIRE(client.Read().status == 404);
    REQUIRE(client.Read().Has("\"chunks " + number + "\""));
  }
  CHECK(client.Ask("GET", "/healthz").status == 200);
}

TEST_CASE("what stands behind the end of a connection is not served, and the last answer arrives whole") {
  const House house;
  const std::string close = "GET /v1/courses/big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  const std::string unread = "POST /v1/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + std::string(200000, '{');
  struct Case {
    std::string bytes;
    int status;
    size_t least;
  };
  const Case cases[] = {
      {close, 200, 3 << 20},
      {unread, 404, 1},
      {"GET /healthz HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n", 400, 1},
      {"GET /healthz HTTP/1.0\r\n\r\n", 200, 1},
  };
  for (const Case& example : cases) {
    CAPTURE(example.bytes.substr(0, 100));
    Client client(house.port(), 4096);  // much of the answer is still on its way when the gateway closes
    std::string behind;
    for (int i = 0; i < 2000; ++i) behind += Get("never");
    client.Write(Get("first") + example.bytes + behind);
    CHECK(client.Read().Has("\"first\""));
    const Answer last = client.Read();
    CHECK(last.status == example.status);
    CHECK(last.Header("connection") == "close");
    CHECK(last.body.size() >= example.least);
    CHECK(last.body.size() == std::stoul(last.Header("content-length")));
    CHECK(client.Read().status == 0);
  }
}

TEST_CASE("a body that nobody reads is not taken for requests") {
  const House house;
  Client client(house.port());
  // GET takes no body: what it has would read like a request.
  const std::string body = Get("smuggled");
  client.Write("GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  CHECK(client.Read().status == 200);
  CHECK(client.Read().status == 0);
}

}  // namespace
}  // namespace parley::gateway

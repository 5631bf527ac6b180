#include <string>

#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"
#include "tests/service/gateway/raw_bytes.h"

// What a request asks for, and of whom: its first line and its Host.
namespace parley::gateway {
namespace {

using std::string_literals::operator""s;

TEST_CASE("a first line that is not HTTP/1.1 is refused") {
  CheckRefused({
      {"GET /healthz\r\n\r\n", 400},
      {"GET /healthz HTTP/0.9\r\nHost: x\r\n\r\n", 400},
      {"GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n", 400},
      {"GET /healthz HTTP/1.2\r\nHost: x\r\n\r\n", 400},
      {"GET /healthz HTTP/1.10\r\nHost: x\r\n\r\n", 400},
      {"GET /healthz http/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1 \r\nHost: x\r\n\r\n", 400},
      {"GET /healthz HTTP 1.1\r\nHost: x\r\n\r\n", 400},
      {"GET  /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET /healthz  HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET\t/healthz\tHTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {" GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET /he althz HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET /he\0lthz HTTP/1.1\r\nHost: x\r\n\r\n"s, 400},
      {"GET /he\x01lthz HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET /he\x7flthz HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"G<T /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {" HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"get /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 501},
      {"BREW /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 501},
      {"TRACE /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 501},
      {"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n", 501},
  });
}

TEST_CASE("what begins no request is refused at its first byte") {
  const House house;
  for (const std::string& bytes : {"\x16\x03\x01\x02"s, "\x80"s, "\0"s, " "s, "\n"s}) {
    CAPTURE(bytes);
    Client client(house.port());
    client.Write(bytes);
    CHECK(client.Read().status == 400);
    CHECK(client.Read().status == 0);
  }
}

TEST_CASE("a request without exactly one good Host is refused") {
  CheckRefused({
      {"GET /healthz HTTP/1.1\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", 400},
      {"GET /healthz HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: me@a\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: a:b\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: a:80:80\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: :80\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: [::1]x\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: []\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: \xc3\xa9.org\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: " + std::string(256, 'a') + "\r\n\r\n", 400},
      {"GET http:///healthz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET http://me@a/healthz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET http://a:b/healthz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET http://a/healthz HTTP/1.1\r\n\r\n", 400},
  });
}

TEST_CASE("addresses that are none are refused without ending the connection") {
  const House house;
  Client client(house.port());
  for (const char* target :
       {"*", "healthz", "//healthz", "/a/../healthz", "/./healthz", "/a%2fb", "/%00", "/%zz", "/a#b", "ftp://x/y", "http:/x", "/a\\b"}) {
    CAPTURE(target);
    CHECK(client.Ask("GET", target).status == 400);
  }
  CHECK(client.Ask("GET", "/healthz").status == 200);
}

TEST_CASE("a client of HTTP/1.0 gets one answer, and its end is the connection's") {
  const House house;
  Client client(house.port());
  client.Write("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  const Answer answer = client.Read();
  CHECK(answer.status == 200);
  CHECK(answer.Header("connection") == "close");
  CHECK(client.Read().status == 0);
}

}  // namespace
}  // namespace parley::gateway

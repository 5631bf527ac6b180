#include "services/gateway/http/head.h"

#include <string>

#include "catch2/catch.hpp"

namespace parley::gateway::http {
namespace {

struct Case {
  std::string bytes;
  int status;       // of the refusal; 0: none
  size_t size = 0;  // of the head
};

TEST_CASE("a head is found, or refused, wherever it is cut") {
  const std::string head = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  const Case cases[] = {
      {head, 0, head.size()},
      {head + "{}\n \n", 0, head.size()},
      {head + head, 0, head.size()},
      {"GET / HTTP/1.1\nHost: x\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: x\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: x\r\n\n", 400},
      {"GET / HTTP/1.1\r\nX:\r\n y\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nX:\r\n\ty\r\n\r\n", 400},
      {"\r\n\r\n", 400},
      {" GET / HTTP/1.1\r\n\r\n", 400},
  };
  for (const Case& example : cases) {
    CAPTURE(example.bytes);
    for (size_t cut = 0; cut <= example.bytes.size(); ++cut) {
      HeadFinder finder;
      bool ended = false;
      for (size_t to : {cut, example.bytes.size()}) ended = ended || finder.Look(std::string_view(example.bytes).substr(0, to));
      REQUIRE(ended);
      CHECK(finder.refusal().status == example.status);
      if (example.status == 0) CHECK(finder.size() == example.size);
    }
  }
}

TEST_CASE("a head byte by byte is found at its last") {
  const std::string head = "GET / HTTP/1.1\r\nHost: x\r\nA:\r\n\r\n";
  HeadFinder finder;
  for (size_t to = 1; to < head.size(); ++to) REQUIRE(!finder.Look(std::string_view(head).substr(0, to)));
  CHECK(finder.Look(head));
  CHECK(finder.size() == head.size());
}

TEST_CASE("the bounds of a head are exact") {
  const std::string start = "GET / HTTP/1.1\r\n";
  std::string lines;
  for (int i = 0; i < 100; ++i) lines += "a:\r\n";
  HeadFinder hundred;
  CHECK((hundred.Look(start + lines + "\r\n") && hundred.refusal().status == 0));
  HeadFinder more;
  CHECK((more.Look(start + lines + "a:\r\n\r\n") && more.refusal().status == 431));
  const std::string filler((size_t{16} << 10) - start.size() - 4 - 2, 'a');
  HeadFinder full;
  CHECK((full.Look(start + "X:" + filler + "\r\n\r\n") && full.refusal().status == 0));
  HeadFinder too_long;
  CHECK((too_long.Look(start + "X:" + filler + "a\r\n\r\n") && too_long.refusal().status == 431));
  HeadFinder address;
  CHECK((address.Look("GET /" + std::string(17000, 'a')) && address.refusal().status == 414));
}

TEST_CASE("hosts") {
  for (const char* host : {"a", "a.example", "a.example:80", "a:", "1.2.3.4:65535", "[::1]", "[2001:db8::1]:8080", "a_b", "xn--e1afmkfd"}) {
    CAPTURE(host);
    CHECK(IsHost(host));
  }
  for (const char* host :
       {"", ":80", "a:b", "a:1:2", "a b", "a,b", "me@a", "a/b", "[::1", "::1]", "[]", "[::1]a", "[g]", "a:123456", "\xc3\xa9"}) {
    CAPTURE(host);
    CHECK(!IsHost(host));
  }
}

}  // namespace
}  // namespace parley::gateway::http

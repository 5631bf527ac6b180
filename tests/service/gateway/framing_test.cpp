#include <string>
#include <vector>

#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"
#include "tests/service/gateway/raw_bytes.h"

// Where a request begins and ends is said in one way only. Whatever a proxy in front of us might read otherwise is refused, and nothing
// behind it on the connection is served (RFC 9112; request smuggling).
namespace parley::gateway {
namespace {

const std::string kPost = "POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
const std::string kGet = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
const std::string kChunked = kPost + "Transfer-Encoding: chunked\r\n\r\n";

using std::string_literals::operator""s;

TEST_CASE("a body's length that is stated twice or strangely is refused") {
  CheckRefused({
      {kPost + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {kPost + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400},
      {kPost + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n", 400},
      {kPost + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}", 400},
      {kPost + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400},
      {kPost + "Content-Length: 2\r\ncontent-length: 0\r\n\r\n{}", 400},
      {kPost + "Content-Length: 2, 2\r\n\r\n{}", 400},
      {kPost + "Content-Length: 2,\r\n\r\n{}", 400},
      {kPost + "Content-Length: ,2\r\n\r\n{}", 400},
      {kPost + "Content-Length: 2 2\r\n\r\n{}", 400},
      {kPost + "Content-Length: 2;\r\n\r\n{}", 400},
      {kPost + "Content-Length: +2\r\n\r\n{}", 400},
      {kPost + "Content-Length: -2\r\n\r\n{}", 400},
      {kPost + "Content-Length: -0\r\n\r\n", 400},
      {kPost + "Content-Length: 0x2\r\n\r\n{}", 400},
      {kPost + "Content-Length: 2.0\r\n\r\n{}", 400},
      {kPost + "Content-Length: 2e0\r\n\r\n{}", 400},
      {kPost + "Content-Length: \"2\"\r\n\r\n{}", 400},
      {kPost + "Content-Length: two\r\n\r\n{}", 400},
      {kPost + "Content-Length:\r\n\r\n{}", 400},
      {kPost + "Content-Length: \xb2\r\n\r\n{}", 400},
      {kPost + "Content-Length: 9223372036854775808\r\n\r\n{}", 400},
      {kPost + "Content-Length: 18446744073709551618\r\n\r\n{}", 400},
      {kPost + "Content-Length: 99999999999999999999\r\n\r\n{}", 400},
      {kPost + "Content-Length: 9223372036854775807\r\n\r\n{}", 413},
  });
}

TEST_CASE("a transfer coding other than chunked, once and in plain words, is refused") {
  CheckRefused({
      {kPost + "Transfer-Encoding: xchunked\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: chunkedx\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: gzip\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: identity\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: chunked, identity\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: identity, chunked\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: chunked,\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: ,chunked\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: chunked;q=1\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: \"chunked\"\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: 'chunked'\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: chunk\xc3\xa9"s + "d\r\n\r\n", 501},
      {kPost + "Transfer-Encoding:\r\n\r\n", 501},
      {kPost + "Transfer-Encoding: \x0b"s + "chunked\r\n\r\n", 400},
      {kPost + "Transfer-Encoding: chunked\x0c\r\n\r\n", 400},
      {kPost + "Transfer-Encoding: chunked\0\r\n\r\n"s, 400},
      {kPost + "Transfer-Encoding : chunked\r\n\r\n", 400},
      {kPost + "Transfer-Encoding\t: chunked\r\n\r\n", 400},
      {kPost + " Transfer-Encoding: chunked\r\n\r\n", 400},
      {kPost + "Transfer-Encoding:\r\n chunked\r\n\r\n", 400},
      {kPost + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n", 400},
      {kPost + "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {kPost + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"POST /v1/runs HTTP/1.0\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
  });
}

TEST_CASE("lines that end, fold or are named strangely are refused") {
  CheckRefused({
      {"GET /healthz HTTP/1.1\nHost: x\n\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: x\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: x\r\n\n", 400},
      {kGet + "X: a\nContent-Length: 3\r\n\r\n", 400},
      {kGet + "X: a\rContent-Length: 3\r\n\r\n", 400},
      {kGet + "X: a\r\r\n\r\n", 400},
      {kGet + "\rX: a\r\n\r\n", 400},
      {kGet + "X: a\r\n\tContent-Length: 3\r\n\r\n", 400},
      {kGet + "X: a\r\n Content-Length: 3\r\n\r\n", 400},
      {kGet + "X:\r\n \r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\n Host: x\r\n\r\n", 400},
      {kGet + "X : a\r\n\r\n", 400},
      {kGet + "X\t: a\r\n\r\n", 400},
      {kGet + "Bad Name: a\r\n\r\n", 400},
      {kGet + "Bad\x01Name: a\r\n\r\n", 400},
      {kGet + "Bad\0Name: a\r\n\r\n"s, 400},
      {kGet + "B\xc3\xa4"s + "d: a\r\n\r\n", 400},
      {kGet + "Bad(Name): a\r\n\r\n", 400},
      {kGet + ": a\r\n\r\n", 400},
      {kGet + "no colon\r\n\r\n", 400},
      {kGet + "X: a\0b\r\n\r\n"s, 400},
      {kGet + "X: a\x07"s + "b\r\n\r\n", 400},
      {kGet + "X: a\x7f"s + "b\r\n\r\n", 400},
      {kGet + "X: a\x1b[31m\r\n\r\n", 400},
  });
}

TEST_CASE("broken chunks end the request and the connection") {
  const std::string overhead(5000, 'x');
  CheckRefused({
      {kChunked + "zz\r\n{}\r\n", 400},
      {kChunked + "\r\n{}\r\n", 400},
      {kChunked + " 2\r\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "2 \r\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "0x2\r\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "+2\r\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "-1\r\n", 400},
      {kChunked + "2,\r\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "2\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "2\r{}\r\n0\r\n\r\n", 400},
      {kChunked + "2\r\n{}0\r\n\r\n", 400},
      {kChunked + "2\r\n{}\n0\r\n\r\n", 400},
      {kChunked + "2\r\n{}garbage\r\n", 400},
      {kChunked + "ffffffffffffffffff\r\n", 400},
      {kChunked + "10000000000000002\r\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "2;\r\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "2;a=\r\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "2;a=\"\n\"\r\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "2;a=\"\0\"\r\n{}\r\n0\r\n\r\n"s, 400},
      {kChunked + "2;a=\"\r\n{}\r\n0\r\n\r\n\"\r\n", 400},
      {kChunked + "2\r\n{}\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {kChunked + "2\r\n{}\r\n0\r\nContent-Length: 4\r\n\r\n", 400},
      {kChunked + "2\r\n{}\r\n0\r\nX: a\r\n b\r\n\r\n", 400},
      {kChunked + "2\r\n{}\r\n0\r\nX: a\nb: c\r\n\r\n", 400},
      {kChunked + "2\r\n{}\r\n0\r\nBad Name: c\r\n\r\n", 400},
      {kChunked + "2;a=" + overhead + "\r\n{}\r\n0\r\n\r\n", 400},
      {kChunked + "2\r\n{}\r\n0\r\nX: " + overhead + overhead + "\r\n\r\n", 400},
  });
}

TEST_CASE("a body that is mostly chunk extensions is not read to its end") {
  const House house;
  Client client(house.port());
  client.Write(kChunked);
  const std::string chunk = "1;a=" + std::string(3000, 'x') + "\r\n \r\n";
  for (int i = 0; i < 10; ++i) client.Write(chunk);
  CHECK(client.Read().status == 400);
  CHECK(client.Read().status == 0);
}

TEST_CASE("a head is bounded in bytes and in lines") {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "a:\r\n";
  CheckRefused({
      {kGet + "X: " + std::string(17000, 'a') + "\r\n\r\n", 431},
      {kGet + "X: " + std::string(1 << 20, 'a'), 431},
      {kGet + many + "\r\n", 431},
      {"GET /" + std::string(17000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", 414},
      {"GET /" + std::string(1 << 20, 'a'), 414},
      {std::string(20000, 'A'), 414},
  });
  const House house;
  CHECK(house.Ask("GET", "/healthz", {"X: " + std::string(15000, 'a')}).status == 200);
  CHECK(house.Ask("GET", "/healthz", std::vector<std::string>(99, "a:")).status == 200);
}

// Before a line was looked at only once: what came of it in another packet was not.
TEST_CASE("it does not matter how a head is cut into packets") {
  const House house;
  std::string endless = kGet;
  for (int i = 0; i < 120; ++i) endless += "X-Filler-" + std::to_string(i) + ": " + std::string(100, 'a') + "\r\n";
  const Refused cases[] = {
      {kPost + "Transfer-Encoding:\r\n chunked\r\nAccept: */*\r\n\r\n", 400},
      {kGet + "X: a\nContent-Length: 3\r\nAccept: */*\r\n\r\n", 400},
      {endless, 431},
  };
  for (const Refused& example : cases) {
    CAPTURE(example.bytes);
    Client client(house.port());
    // The first byte of the next line comes with each line, as Beast's parser needs it to take a line.
    for (size_t from = 0; from < example.bytes.size();) {
      const size_t newline = example.bytes.find('\n', from);
      const size_t to = std::min(newline == std::string::npos ? newline : newline + 2, example.bytes.size());
      client.Write(example.bytes.substr(from, to - from));
      client.AwaitTaken();
      from = to;
    }
    CHECK(client.Read().status == example.status);
    CHECK(client.Read().status == 0);
  }
}

TEST_CASE("what is unusual and yet good HTTP/1.1 is served") {
  CheckTaken({
      kPost + "Content-Length: 2\r\n\r\n{}",
      kPost + "Content-Length:2\r\n\r\n{}",
      kPost + "Content-Length: \t 2 \t \r\n\r\n{}",
      kPost + "Content-Length: 0002\r\n\r\n{}",
      kPost + "content-LENGTH: 2\r\n\r\n{}",
      kPost + "Transfer-Encoding:\tchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      kPost + "Transfer-Encoding: CHUNKED \r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      kPost + "TRANSFER-ENCODING:chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      kChunked + "0002\r\n{}\r\n000\r\n\r\n",
      kChunked + "2;a;b=c;d=\"e;f\"\r\n{}\r\n0;last\r\n\r\n",
      kChunked + "1\r\n{\r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n",
      kChunked + "A\r\n{        }\r\n0\r\n\r\n",
      kGet + "X:\r\nY: \r\nZ:\t\r\n\r\n",
      kGet + "X: caf\xc3\xa9 \"quoted\" a\tb\r\n\r\n",
      kGet + "!#$%&'*+-.^_`|~0: a\r\n\r\n",
      kGet + "Connection: keep-alive, X\r\n\r\n",
      kGet + "Content-Length: 0\r\n\r\n",
      "\r\n" + kGet + "\r\n",
      "GET http://elsewhere.example:8080/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET HTTPS://x/healthz?a=b HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET http://x HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: [2001:db8::1]:8080\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: a-b.example:\r\n\r\n",
      "GET /healthz? HTTP/1.1\r\nHost: x\r\n\r\n",
  });
}

}  // namespace
}  // namespace parley::gateway

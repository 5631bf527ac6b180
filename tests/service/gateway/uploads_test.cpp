#include <sys/types.h>

#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"
#include "tests/support/eventually.h"

namespace parley::gateway {
namespace {

const std::string kTus = "Tus-Resumable: 1.0.0";
const std::string kAuthor = "Authorization: Bearer author";
const std::string kType = "Content-Type: application/offset+octet-stream";

std::string Bytes(size_t size) {
  std::string bytes(size, '\0');
  uint32_t state = 1;
  for (char& c : bytes) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  return bytes;
}

std::string PatchHead(const std::string& id, size_t offset, size_t length) {
  return "PATCH /v1/uploads/" + id + " HTTP/1.1\r\nHost: x\r\n" + kTus + "\r\n" + kAuthor + "\r\n" + kType +
         "\r\nUpload-Offset: " + std::to_string(offset) + "\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

std::string OffsetOf(const House& house, const std::string& id) {
  return house.Ask("HEAD", "/v1/uploads/" + id, {kTus, kAuthor}).Header("upload-offset");
}

TEST_CASE("an upload in pieces is stored byte for byte") {
  House house;
  const std::string bytes = Bytes(1'000'003);
  house.exchange_internal.AddUpload("v1", static_cast<int64_t>(bytes.size()));
  Client client(house.port());
  client.Write(PatchHead("v1", 0, 600'000) + bytes.substr(0, 600'000));
  const Answer first = client.Read();
  CHECK(first.status == 204);
  CHECK(first.Header("upload-offset") == "600000");
  CHECK(first.Header("tus-resumable") == "1.0.0");
  CHECK(first.Header("upload-expires") == "Mon, 18 Mar 2030 17:46:40 GMT");
  CHECK(OffsetOf(house, "v1") == "600000");
  client.Write(PatchHead("v1", 600'000, 400'003) + bytes.substr(600'000));
  const Answer last = client.Read();
  CHECK(last.status == 204);
  CHECK(last.Header("upload-offset") == "1000003");
  CHECK((house.Blob("uploads/v1") == bytes));
  const Answer head = house.Ask("HEAD", "/v1/uploads/v1", {kTus, kAuthor});
  CHECK(head.Header("upload-length") == "1000003");
  CHECK(head.Header("cache-control") == "no-store");
}

TEST_CASE("a lost connection leaves a truthful offset, and the upload goes on from there") {
  House house;
  const std::string bytes = Bytes(2'000'000);
  house.exchange_internal.AddUpload("v1", static_cast<int64_t>(bytes.size()));
  {
    Client lost(house.port());
    lost.Write(PatchHead("v1", 0, bytes.size()) + bytes.substr(0, 1'234'567));
    lost.Write("");
  }
  REQUIRE(test::Eventually([&] { return house.exchange_internal.OffsetOf("v1") == 1'234'567; }));
  CHECK(OffsetOf(house, "v1") == "1234567");
  Client client(house.port());
  client.Write(PatchHead("v1", 1'234'567, bytes.size() - 1'234'567) + bytes.substr(1'234'567));
  CHECK(client.Read().status == 204);
  CHECK((house.Blob("uploads/v1") == bytes));
}

TEST_CASE("an abrupt end keeps a prefix, whatever its length") {
  House house;
  const std::string bytes = Bytes(900'000);
  house.exchange_internal.AddUpload("v1", static_cast<int64_t>(bytes.size()));
  Client lost(house.port());
  lost.Write(PatchHead("v1", 0, bytes.size()) + bytes.substr(0, 700'000));
  REQUIRE(test::Eventually([&] { return house.Blob("uploads/v1").size() >= 192 * 1024; }));
  lost.Reset();
  REQUIRE(test::Eventually([&] { return house.exchange_internal.AdvancesOf("v1") == 1; }));
  const size_t offset = std::stoul(OffsetOf(house, "v1"));
  CHECK(offset >= 192 * 1024);
  CHECK((house.Blob("uploads/v1").substr(0, offset) == bytes.substr(0, offset)));
}

TEST_CASE("a newcomer ends the request that holds the upload") {
  House house;
  const std::string bytes = Bytes(500'000);
  house.exchange_internal.AddUpload("v1", static_cast<int64_t>(bytes.size()));
  Client stuck(house.port());  // a phone that changed its network: its old connection looks alive
  stuck.Write(PatchHead("v1", 0, bytes.size()) + bytes.substr(0, 300'000));
  REQUIRE(test::Eventually([&] { return house.Blob("uploads/v1").size() >= 192 * 1024; }));
  const size_t offset = std::stoul(OffsetOf(house, "v1"));
  CHECK(offset >= 192 * 1024);
  CHECK(offset <= 300'000);
  CHECK(stuck.Read().status == 0);
  Client client(house.port());
  client.Write(PatchHead("v1", offset, bytes.size() - offset) + bytes.substr(offset));
  CHECK(client.Read().status == 204);
  CHECK((house.Blob("uploads/v1") == bytes));
}

TEST_CASE("a stopping gateway records what it has") {
  House house;
  const std::string bytes = Bytes(500'000);
  house.exchange_internal.AddUpload("v1", static_cast<int64_t>(bytes.size()));
  Client client(house.port());
  client.Write(PatchHead("v1", 0, bytes.size()) + bytes.substr(0, 300'000));
  REQUIRE(test::Eventually([&] { return house.Blob("uploads/v1").size() >= 192 * 1024; }));
  house.gateway().Stop();
  CHECK(house.exchange_internal.OffsetOf("v1") >= 192 * 1024);
}

TEST_CASE("an exchange that is restarting does not cost the client its bytes") {
  House house;
  const std::string bytes = Bytes(100'000);
  house.exchange_internal.AddUpload("v1", static_cast<int64_t>(bytes.size()));
  house.exchange_internal.BreakAdvances(2);
  Client client(house.port());
  client.Write(PatchHead("v1", 0, bytes.size()) + bytes);
  CHECK(client.Read().status == 204);
  CHECK(house.exchange_internal.AdvancesOf("v1") == 1);
}

TEST_CASE("bytes in chunks are taken up to the upload's size") {
  House house;
  house.exchange_internal.AddUpload("v1", 10);
  const std::string head = "PATCH /v1/uploads/v1 HTTP/1.1\r\nHost: x\r\n" + kTus + "\r\n" + kAuthor + "\r\n" + kType +
                           "\r\nTransfer-Encoding: chunked\r\nUpload-Offset: ";
  Client client(house.port());
  client.Write(head + "0\r\n\r\n6\r\nabcdef\r\n0\r\n\r\n");
  CHECK(client.Read().Header("upload-offset") == "6");
  client.Write(head + "6\r\n\r\n8\r\nghijklmn\r\n0\r\n\r\n");
  CHECK(client.Read().status == 413);
  CHECK(house.Blob("uploads/v1") == "abcdefghij");
}

TEST_CASE("requests that break tus's rules change nothing") {
  House house;
  house.exchange_internal.AddUpload("v1", 10);
  struct Case {
    std::string target;
    std::vector<std::string> headers;
    std::string body;
    int status;
    const char* shows;
  };
  const Case cases[] = {
      {"/v1/uploads/v1", {kAuthor, kType, "Upload-Offset: 0"}, "abc", 412, "TUS_VERSION"},
      {"/v1/uploads/v1", {kTus, kType, "Upload-Offset: 0"}, "abc", 401, "SIGN_IN_REQUIRED"},
      {"/v1/uploads/v1", {kTus, kType, "Upload-Offset: 0", "Cookie: parley_access=author"}, "abc", 403, "SESSION_HEADER_MISSING"},
      {"/v1/uploads/v1", {kTus, kAuthor, "Upload-Offset: 0"}, "abc", 415, "UNSUPPORTED_MEDIA_TYPE"},
      {"/v1/uploads/v1", {kTus, kAuthor, kType}, "abc", 400, "Upload-Offset"},
      {"/v1/uploads/v1", {kTus, kAuthor, kType, "Upload-Offset: 5"}, "abc", 409, "OFFSET_MISMATCH"},
      {"/v1/uploads/v1", {kTus, kAuthor, kType, "Upload-Offset: 0"}, "abcdefghijk", 413, "UPLOAD_TOO_LONG"},
      {"/v1/uploads/v2", {kTus, kAuthor, kType, "Upload-Offset: 0"}, "abc", 404, "NOT_FOUND"},
      {"/v1/uploads/v1", {kTus, "Authorization: Bearer stranger", kType, "Upload-Offset: 0"}, "abc", 404, "NOT_FOUND"},
      {"/v1/uploads/closed", {kTus, kAuthor, kType, "Upload-Offset: 0"}, "abc", 410, "UPLOAD_CLOSED"},
  };
  for (const Case& example : cases) {
    CAPTURE(example.shows);
    const Answer answer = house.Ask("PATCH", example.target, example.headers, example.body);
    CHECK(answer.status == example.status);
    CAPTURE(answer.body);
    CHECK(answer.Has(example.shows));
    CHECK(answer.Header("tus-resumable") == "1.0.0");
  }
  CHECK(house.exchange_internal.OffsetOf("v1") == 0);
  CHECK(house.Blob("uploads/v1").empty());
}

TEST_CASE("an upload is created by tus") {
  House house;
  const std::string metadata = "Upload-Metadata: prompt_id cC0x,filetype dmlkZW8vbXA0";
  const Answer created = house.Ask("POST", "/v1/uploads", {kTus, kAuthor, "Upload-Length: 300", metadata});
  CHECK(created.status == 201);
  CHECK(created.Header("location") == "/v1/uploads/new-video");
  CHECK(house.Ask("POST", "/v1/uploads", {kTus, kAuthor, "Upload-Length: 300"}).Has(R"("field":"prompt_id")"));
  CHECK(house.Ask("POST", "/v1/uploads", {kTus, kAuthor, metadata}).status == 400);
  CHECK(house.Ask("POST", "/v1/uploads", {kTus, "Upload-Length: 300", metadata}).status == 401);
  const Answer options = house.Ask("OPTIONS", "/v1/uploads");
  CHECK(options.status == 204);
  CHECK(options.Header("tus-version") == "1.0.0");
  CHECK(options.Header("tus-extension") == "creation,expiration");
  CHECK(options.Header("tus-max-size") == "2147483648");
}

TEST_CASE("a client that can't send PATCH says so") {
  House house;
  house.exchange_internal.AddUpload("v1", 3);
  const std::vector<std::string> headers = {kTus, kAuthor, kType, "Upload-Offset: 0"};
  CHECK(house.Ask("POST", "/v1/uploads/v1", headers, "abc").status == 405);
  std::vector<std::string> overriding = headers;
  overriding.push_back("X-HTTP-Method-Override: PATCH");
  CHECK(house.Ask("POST", "/v1/uploads/v1", overriding, "abc").status == 204);
  CHECK(house.Blob("uploads/v1") == "abc");
}

}  // namespace
}  // namespace parley::gateway

#include "services/gateway/uploads/tus.h"

#include "catch2/catch.hpp"
#include "tests/support/status_matchers.h"

namespace parley::gateway::uploads {
namespace {

using Headers = std::vector<http::Request::Header>;

http::Request With(Headers headers, int64_t length = 0) {
  return {.method = http::Method::kPatch, .headers = std::move(headers), .content_length = length};
}

TEST_CASE("only tus 1.0.0 is spoken") {
  CHECK(CheckVersion(With({{"Tus-Resumable", "1.0.0"}})).http_status == 0);
  CHECK(CheckVersion(With({})).http_status == 412);
  CHECK(CheckVersion(With({{"Tus-Resumable", "0.2.2"}})).http_status == 412);
  CHECK(TusProblem(CheckVersion(With({}))).headers.find("Tus-Version: 1.0.0") != std::string::npos);
}

TEST_CASE("the head of a PATCH is read strictly") {
  const http::Request::Header type{"Content-Type", "application/offset+octet-stream"};
  struct Case {
    Headers headers;
    int status;
  };
  const Case cases[] = {
      {{type, {"Upload-Offset", "0"}}, 0},
      {{type, {"Upload-Offset", "9223372036854775807"}}, 0},
      {{{"Content-Type", "Application/Offset+Octet-Stream; x=y"}, {"Upload-Offset", "7"}}, 0},
      {{type}, 400},
      {{type, {"Upload-Offset", ""}}, 400},
      {{type, {"Upload-Offset", "-1"}}, 400},
      {{type, {"Upload-Offset", "+1"}}, 400},
      {{type, {"Upload-Offset", "1.5"}}, 400},
      {{type, {"Upload-Offset", "0x10"}}, 400},
      {{type, {"Upload-Offset", "9223372036854775808"}}, 400},
      {{type, {"Upload-Offset", "1"}, {"Upload-Offset", "2"}}, 400},
      {{{"Upload-Offset", "0"}}, 415},
      {{{"Content-Type", "application/octet-stream"}, {"Upload-Offset", "0"}}, 415},
  };
  for (const Case& example : cases) {
    Patch patch;
    CHECK(ReadPatch(With(example.headers), patch).http_status == example.status);
  }
}

TEST_CASE("a PATCH goes on where the upload stands and no further than its size") {
  CHECK(CheckPatch(With({}, 100), {.offset = 0}, 0, 100).http_status == 0);
  CHECK(CheckPatch(With({}, 50), {.offset = 50}, 50, 100).http_status == 0);
  CHECK(CheckPatch(With({}, 0), {.offset = 100}, 100, 100).http_status == 0);
  CHECK(CheckPatch(With({}, 10), {.offset = 0}, 50, 100).http_status == 409);
  CHECK(CheckPatch(With({}, 10), {.offset = 60}, 50, 100).http_status == 409);
  CHECK(CheckPatch(With({}, 51), {.offset = 50}, 50, 100).http_status == 413);
}

TEST_CASE("a creation says its length and what it answers") {
  Creation creation;
  // prompt_id: p-1, filetype: video/mp4
  const Refusal taken =
      ReadCreation(With({{"Upload-Length", "300"}, {"Upload-Metadata", "prompt_id cC0x,filetype dmlkZW8vbXA0,empty"}}), creation);
  CHECK(taken.http_status == 0);
  CHECK(creation.length == 300);
  CHECK(creation.prompt_id == "p-1");
  CHECK(creation.media_type == "video/mp4");
  struct Case {
    Headers headers;
    int64_t body;
    int status;
  };
  const Case cases[] = {
      {{}, 0, 400},
      {{{"Upload-Length", "-5"}}, 0, 400},
      {{{"Upload-Length", "1"}, {"Upload-Length", "2"}}, 0, 400},
      {{{"Upload-Length", "5"}, {"Upload-Defer-Length", "1"}}, 0, 400},
      {{{"Upload-Length", "2147483649"}}, 0, 413},
      {{{"Upload-Length", "5"}}, 5, 400},
      {{{"Upload-Length", "5"}, {"Upload-Metadata", "a %%%"}}, 0, 400},
      {{{"Upload-Length", "5"}, {"Upload-Metadata", "a YQ==,a YQ=="}}, 0, 400},
      {{{"Upload-Length", "5"}, {"Upload-Metadata", "a /w=="}}, 0, 400},
      {{{"Upload-Length", "5"}, {"Upload-Metadata", ",,"}}, 0, 400},
  };
  for (const Case& example : cases) {
    Creation ignored;
    CHECK(ReadCreation(With(example.headers, example.body), ignored).http_status == example.status);
  }
}

}  // namespace
}  // namespace parley::gateway::uploads

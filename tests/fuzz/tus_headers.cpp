// Input: header lines "Name: value".
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "services/gateway/http/target.h"
#include "services/gateway/uploads/tus.h"
#include "tests/fuzz/require.h"

using namespace parley::gateway;
using parley::fuzz::Require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  http::Request request;
  while (!input.empty()) {
    const size_t end = std::min(input.find('\n'), input.size());
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    const size_t colon = line.find(':');
    if (colon != std::string_view::npos) request.headers.push_back({line.substr(0, colon), http::Trim(line.substr(colon + 1))});
  }
  request.content_length = http::ParseCount(request.Find("content-length"));
  (void)uploads::CheckVersion(request);
  uploads::Creation creation;
  if (const auto refusal = uploads::ReadCreation(request, creation); refusal.http_status == 0) {
    Require(creation.length >= 0 && creation.length <= uploads::kMaxUploadBytes, "an upload has a size within bounds");
    Require(http::IsUtf8(creation.prompt_id) && http::IsUtf8(creation.reply_to_video_id), "what is told to the exchange is text");
  } else {
    Require(!refusal.problem.ok(), "a refusal says why");
    Require(uploads::TusProblem(refusal).status >= 400, "a refusal is an error");
  }
  uploads::Patch patch;
  if (uploads::ReadPatch(request, patch).http_status != 0) return 0;
  Require(patch.offset >= 0, "an offset is not negative");
  if (uploads::CheckPatch(request, patch, patch.offset, patch.offset).http_status == 0)
    Require(request.content_length.value_or(0) == 0, "nothing goes beyond the end");
  return 0;
}

// Input: the size of a file (8 bytes), a Range, a newline, an If-None-Match or If-Range.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "services/gateway/http/representation.h"
#include "services/gateway/renditions/range.h"
#include "tests/fuzz/require.h"

using namespace parley::gateway;
using parley::fuzz::Require;
using Kind = renditions::Selection::Kind;

namespace {

void CheckSelection(const renditions::Selection& selection, int64_t size) {
  if (selection.kind == Kind::kWhole) Require(selection.first == 0 && selection.length == size, "the whole is the whole");
  if (selection.kind != Kind::kPart) return;
  Require(selection.first >= 0 && selection.length > 0, "a part is something");
  Require(selection.first < size && selection.length <= size - selection.first, "a part is within the file");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  uint64_t bits = 0;
  if (size < sizeof bits) return 0;
  memcpy(&bits, data, sizeof bits);
  const auto file_size = static_cast<int64_t>(bits >> 1);
  const std::string_view input(reinterpret_cast<const char*>(data) + sizeof bits, size - sizeof bits);
  const size_t line = std::min(input.find('\n'), input.size());
  const std::string_view range = input.substr(0, line);
  const std::string_view tags = input.substr(std::min(line + 1, input.size()));
  CheckSelection(renditions::ReadRange(range, file_size), file_size);
  const http::Request request{.method = http::Method::kGet, .headers = {{"Range", range}, {"If-Range", tags}, {"If-None-Match", tags}}};
  const auto selection = renditions::Select(request, "tag", file_size);
  CheckSelection(selection, file_size);
  Require((selection.kind == Kind::kNotModified) == http::HasTag(tags, "tag"), "what one has is not sent again");
  (void)http::Takes(tags, "gzip");
  return 0;
}

// Input: a page token.
#include <cstdint>
#include <string_view>

#include "libs/rpc/page_token.h"
#include "tests/fuzz/require.h"

using parley::fuzz::Require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const parley::rpc::PageTokens kTokens("a key that nobody outside has");
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto cursor = kTokens.Decode("scope", input);
  if (cursor.ok() && !input.empty()) Require(kTokens.Encode("scope", *cursor) == input, "only our own tokens are read");
  const std::string token = kTokens.Encode("scope", input);
  if (token.size() > 2000) return 0;  // longer than any key of a row
  const auto back = kTokens.Decode("scope", token);
  if (!input.empty()) Require(back.ok() && *back == input, "what is written can be read");
  if (!input.empty()) Require(!kTokens.Decode("other scope", token).ok(), "a token is of one list");
  return 0;
}

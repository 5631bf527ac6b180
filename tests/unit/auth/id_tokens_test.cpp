#include "libs/auth/id_tokens.h"

#include "catch2/catch.hpp"
#include "libs/auth/digest.h"
#include "libs/ids/id.h"

namespace parley::auth {
namespace {

const std::string kSecret(32, 's');
const std::string kId = NewUuid(absl::FromUnixSeconds(1'800'000'000));

TEST_CASE("a token leads back to its id and can be made again") {
  const IdTokens tokens(kSecret, "a link");
  const std::string token = tokens.Make(kId);
  CHECK(token == IdTokens(kSecret, "a link").Make(kId));
  CHECK(tokens.Read(token) == kId);
}

TEST_CASE("a token of another secret or purpose, or with a changed bit, is none") {
  const IdTokens tokens(kSecret, "a link");
  const std::string token = tokens.Make(kId);
  CHECK_FALSE(IdTokens(std::string(32, 't'), "a link").Read(token));
  CHECK_FALSE(IdTokens(kSecret, "another link").Read(token));
  std::string bytes = *FromBase64Url(token);
  for (char& byte : bytes) {
    byte ^= 1;
    CHECK_FALSE(tokens.Read(ToBase64Url(bytes)));
    byte ^= 1;
  }
}

TEST_CASE("text that is no token leads nowhere") {
  const IdTokens tokens(kSecret, "a link");
  for (const std::string& text : {std::string(), std::string("x"), std::string(64, '='), std::string(64, 'A'), std::string(100'000, 'A')}) {
    CHECK_FALSE(tokens.Read(text));
  }
  CHECK_FALSE(tokens.Read(tokens.Make(kId) + "A"));
}

}  // namespace
}  // namespace parley::auth

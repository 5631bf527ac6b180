#include "libs/auth/link_tokens.h"

#include "catch2/catch.hpp"
#include "libs/auth/digest.h"
#include "libs/ids/id.h"

namespace parley::auth {
namespace {

using SignInId = Id<struct SignInTag>;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
const std::string kSecret(32, 's');

TEST_CASE("a link's token leads back to its sign-in and can be made again") {
  const LinkTokens<SignInId> tokens(kSecret, "sign-ins");
  const auto id = SignInId::New(kNow);
  const std::string token = tokens.Make(id);
  CHECK(token == LinkTokens<SignInId>(kSecret, "sign-ins").Make(id));
  CHECK(tokens.Read(token) == id);
}

TEST_CASE("a token of another secret or with a changed bit is refused") {
  const LinkTokens<SignInId> tokens(kSecret, "sign-ins");
  const std::string token = tokens.Make(SignInId::New(kNow));
  CHECK_FALSE(LinkTokens<SignInId>(std::string(32, 't'), "sign-ins").Read(token));
  std::string bytes = *FromBase64Url(token);
  for (size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] ^= 1;
    CHECK_FALSE(tokens.Read(ToBase64Url(bytes)));
    bytes[i] ^= 1;
  }
}

TEST_CASE("text that is no token is refused") {
  const LinkTokens<SignInId> tokens(kSecret, "sign-ins");
  for (const std::string& text : {std::string(), std::string("x"), std::string(64, '='), std::string(64, 'A'), std::string(100'000, 'A')}) {
    CHECK_FALSE(tokens.Read(text));
  }
  CHECK_FALSE(tokens.Read(tokens.Make(SignInId::New(kNow)) + "A"));
}

TEST_CASE("a token of one kind of link is none of another") {
  const std::string token = LinkTokens<SignInId>(kSecret, "sign-ins").Make(SignInId::New(kNow));
  CHECK_FALSE(LinkTokens<SignInId>(kSecret, "invitations").Read(token));
}

}  // namespace
}  // namespace parley::auth

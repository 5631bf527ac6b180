// Input: an access token; one that begins with '+' stands for a good token with the rest put in at a place that its second byte says.
#include <cstdint>
#include <string>
#include <string_view>

#include "libs/auth/token.h"
#include "libs/trace/trace.h"
#include "tests/fuzz/require.h"
#include "tests/support/tokens.h"

using parley::fuzz::Require;

namespace {

struct World {
  parley::test::Tokens tokens;
  absl::Time now = absl::FromUnixSeconds(1'900'000'000);
  std::string good = tokens.Bearer(parley::UserId::New(now), {parley::auth::Role::kOperator}, now);
  std::unique_ptr<parley::auth::TokenVerifier> verifier = parley::auth::TokenVerifier::Make(tokens.FetchKeys());
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static World world;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string token(input);
  if (size > 2 && data[0] == '+') {
    const size_t at = data[1] % world.good.size();
    token = world.good.substr(0, at) + std::string(input.substr(2)) + world.good.substr(std::min(world.good.size(), at + size - 2));
  }
  const auto bearer = world.verifier->Verify(token, world.now);
  if (token == world.good) Require(bearer.ok(), "what was signed is believed");
  // The signature's last character has bits that mean nothing.
  const size_t signed_part = world.good.rfind('.');
  if (bearer.ok()) Require(token.substr(0, signed_part) == world.good.substr(0, signed_part), "only what was signed is believed");
  (void)parley::trace::Continue(input);
  return 0;
}

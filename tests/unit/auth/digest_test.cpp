#include "libs/auth/digest.h"

#include "catch2/catch.hpp"

namespace parley::auth {
namespace {

TEST_CASE("digests agree with the published vectors") {
  CHECK(ToHex(Sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, case 2.
  CHECK(ToHex(HmacSha256("Jefe", "what do ya want for nothing?")) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(ToHex(HmacSha256("", "")) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  // RFC 5869, case 3: no salt, no info.
  CHECK(ToHex(DeriveKey(std::string(22, '\x0b'), "")) == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST_CASE("keys for different purposes differ") {
  CHECK(DeriveKey("secret", "page tokens") != DeriveKey("secret", "sign-in links"));
  CHECK(DeriveKey("secret", "page tokens") != DeriveKey("other", "page tokens"));
  CHECK(DeriveKey("secret", "page tokens").size() == 32);
}

TEST_CASE("base64url reads back what it wrote, of any length") {
  for (int length = 0; length < 70; ++length) {
    const std::string data = RandomBytes(length);
    const std::string text = ToBase64Url(data);
    CHECK(text.find_first_of("+/=") == std::string::npos);
    CHECK(FromBase64Url(text).value() == data);
  }
  CHECK(ToBase64Url("\xfb\xff") == "-_8");
}

TEST_CASE("base64url refuses padding, other alphabets, impossible lengths and spare bits") {
  for (const char* text : {"-_8=", "+/8", "a b", "A", "AAAAA", "AB", "AAB", "\xc3\xa9"}) {
    INFO(text);
    CHECK_FALSE(FromBase64Url(text).ok());
  }
}

TEST_CASE("a comparison in constant time compares") {
  CHECK(ConstantTimeEqual("", ""));
  CHECK(ConstantTimeEqual("abc", "abc"));
  CHECK_FALSE(ConstantTimeEqual("abc", "abd"));
  CHECK_FALSE(ConstantTimeEqual("abc", "abcd"));
}

TEST_CASE("a sealed text opens with its key alone, and only unchanged") {
  const std::string key = RandomBytes(32);
  for (const std::string& plain : {std::string(), std::string("a"), RandomBytes(5000)}) {
    const std::string sealed = Seal(key, plain);
    CHECK(Unseal(key, sealed).value() == plain);
    CHECK_FALSE(Unseal(RandomBytes(32), sealed).ok());
    CHECK(Seal(key, plain) != sealed);
    for (size_t place = 0; place < sealed.size(); place += 1 + sealed.size() / 50) {
      std::string changed = sealed;
      changed[place] = static_cast<char>(changed[place] ^ 1);
      CHECK_FALSE(Unseal(key, changed).ok());
      CHECK_FALSE(Unseal(key, sealed.substr(0, place)).ok());
    }
  }
}

TEST_CASE("a sealing key of another length is a mistake in the program") {
  CHECK_THROWS_AS(Seal("short", "text"), std::invalid_argument);
  CHECK_THROWS_AS(Unseal("short", std::string(40, 'x')), std::invalid_argument);
}

}  // namespace
}  // namespace parley::auth

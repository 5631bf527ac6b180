#include "libs/mail/address.h"

#include "catch2/catch.hpp"

namespace parley::mail {
namespace {

TEST_CASE("an address keeps its spelling and folds its key") {
  const auto address = ParseAddress("Amal.Haddad+Parley@Example.ORG");
  REQUIRE(address);
  CHECK(address->text == "Amal.Haddad+Parley@Example.ORG");
  CHECK(address->key == "amal.haddad+parley@example.org");
}

TEST_CASE("an address within the limits of RFC 5321 is taken") {
  CHECK(ParseAddress("a@b"));
  CHECK(ParseAddress("o'brien_!#$%&*/=?^`{|}~-@xn--bcher-kva.example"));
  CHECK(ParseAddress(std::string(64, 'a') + "@example.org"));
  const std::string label = std::string(59, 'd') + ".";
  CHECK(ParseAddress("name@" + label + label + label + label + "example"));
}

TEST_CASE("an address beyond the limits is refused") {
  CHECK_FALSE(ParseAddress(std::string(65, 'a') + "@example.org"));
  CHECK_FALSE(ParseAddress("name@" + std::string(64, 'd') + ".org"));
  std::string domain;
  while (domain.size() < 250) domain += "abcdefghi.";
  CHECK_FALSE(ParseAddress("name@" + domain + "org"));
}

TEST_CASE("what is no address is refused") {
  for (const char* text : {"",          "@",
                           "a@",        "@b",
                           "a",         "a@b@c",
                           "a b@c",     ".a@b",
                           "a.@b",      "a..c@b",
                           "a@.b",      "a@b.",
                           "a@b..c",    "a@-b",
                           "a@b-",      "a@[127.0.0.1]",
                           "\"a b\"@c", "a@b\r\nBcc: x@y",
                           "a\n@b",     "<a@b>",
                           "a@b>",      "Ame <a@b>",
                           "a,c@b",     "jos\xC3\xA9@example.org"}) {
    INFO(text);
    CHECK_FALSE(ParseAddress(text));
  }
  CHECK_FALSE(ParseAddress(std::string("a\0@b", 4)));
}

}  // namespace
}  // namespace parley::mail

#include "libs/text/email.h"

#include "catch2/catch.hpp"

namespace parley {
namespace {

TEST_CASE("an address keeps its spelling and folds its key") {
  const auto email = ParseEmail("Amal.Haddad+Parley@Example.ORG");
  REQUIRE(email);
  CHECK(email->text == "Amal.Haddad+Parley@Example.ORG");
  CHECK(email->key == "amal.haddad+parley@example.org");
}

TEST_CASE("an address within the limits of RFC 5321 is taken") {
  CHECK(ParseEmail("a@b"));
  CHECK(ParseEmail("o'brien_!#$%&*/=?^`{|}~-@xn--bcher-kva.example"));
  CHECK(ParseEmail(std::string(64, 'a') + "@example.org"));
  const std::string label = std::string(59, 'd') + ".";
  CHECK(ParseEmail("name@" + label + label + label + label + "example"));
}

TEST_CASE("an address beyond the limits is refused") {
  CHECK_FALSE(ParseEmail(std::string(65, 'a') + "@example.org"));
  CHECK_FALSE(ParseEmail("name@" + std::string(64, 'd') + ".org"));
  std::string domain;
  while (domain.size() < 250) domain += "abcdefghi.";
  CHECK_FALSE(ParseEmail("name@" + domain + "org"));
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
    CHECK_FALSE(ParseEmail(text));
  }
  CHECK_FALSE(ParseEmail(std::string("a\0@b", 4)));
}

}  // namespace
}  // namespace parley

#include "libs/text/text.h"

#include "catch2/catch.hpp"

namespace parley::text {
namespace {

TEST_CASE("characters are counted, not bytes") {
  CHECK(CountCharacters("") == 0);
  CHECK(CountCharacters("abc") == 3);
  CHECK(CountCharacters("\xD8\xB3\xD8\xA4\xD8\xA7\xD9\x84") == 4);
  CHECK(CountCharacters("\xF0\x9F\x8E\x93") == 1);
}

TEST_CASE("control characters are not plain") {
  CHECK(IsPlain("What \xC3\xA9tait-ce?", false));
  CHECK(IsPlain("one\ntwo\tthree", true));
  CHECK_FALSE(IsPlain("one\ntwo", false));
  CHECK_FALSE(IsPlain(std::string("a\0b", 3), true));
  CHECK_FALSE(IsPlain("\x1B[2J", true));
  CHECK_FALSE(IsPlain("a\xC2\x9F", true));
  CHECK(IsPlain("a\xC2\xA0", true));
}

TEST_CASE("white space at the ends is trimmed") {
  CHECK(Trimmed("  a b \n") == "a b");
  CHECK(Trimmed(" \t ").empty());
  CHECK(Trimmed("").empty());
}

TEST_CASE("languages are BCP 47 tags") {
  for (const char* tag : {"en", "ar", "pt-BR", "zh-Hant-TW", "sr-Latn", "es-419", "tzm"}) CHECK(IsLanguageTag(tag));
  for (const char* tag : {"", "e", "english", "en-", "-en", "en--GB", "en_GB", "en-toolongsubtag", "12", "en GB"}) {
    INFO(tag);
    CHECK_FALSE(IsLanguageTag(tag));
  }
  CHECK_FALSE(IsLanguageTag("en-" + std::string(40, 'a')));
}

TEST_CASE("web addresses are http or https and have no spaces") {
  for (const char* address : {"https://uni.example/course?a=b#c", "http://x", "https://xn--bcher-kva.example"})
    CHECK(IsWebAddress(address));
  for (const char* address :
       {"", "https://", "http://", "ftp://x", "javascript:alert(1)", "//x", "https://a b", "https://a\nb", "https://\xC3\xA9"}) {
    INFO(address);
    CHECK_FALSE(IsWebAddress(address));
  }
  CHECK(IsWebAddress("https://" + std::string(2040, 'a')));
  CHECK_FALSE(IsWebAddress("https://" + std::string(2041, 'a')));
}

TEST_CASE("there are four locales") {
  for (const char* locale : {"en", "fr", "ar", "es"}) CHECK(IsLocale(locale));
  for (const char* locale : {"", "de", "EN", "en-GB"}) CHECK_FALSE(IsLocale(locale));
}

}  // namespace
}  // namespace parley::text

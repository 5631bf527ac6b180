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

}  // namespace
}  // namespace parley::text

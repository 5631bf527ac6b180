#include "services/identity/domain/user.h"

#include "catch2/catch.hpp"
#include "services/identity/domain/country.h"

namespace parley::identity::domain {
namespace {

std::string Repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST_CASE("a display name loses the white space at its ends") {
  CHECK(CleanDisplayName("  Amal \t\n") == "Amal");
  CHECK(CleanDisplayName("\xC2\xA0\xE3\x80\x80"
                         "Amal H.\xE2\x80\x83") == "Amal H.");
  CHECK(CleanDisplayName("x") == "x");
}

TEST_CASE("a display name is counted in characters, not bytes") {
  const std::string alef = "\xD8\xA7";
  CHECK(CleanDisplayName(Repeat(alef, 60)) == Repeat(alef, 60));
  CHECK_FALSE(CleanDisplayName(Repeat(alef, 61)));
  CHECK(CleanDisplayName("  " + Repeat("a", 60) + "  "));
  CHECK_FALSE(CleanDisplayName(Repeat("a", 61)));
}

TEST_CASE("a display name may join letters and emoji") {
  CHECK(CleanDisplayName("\xD9\x86\xD9\x85\xE2\x80\x8C\xDB\x8C"));          // with a zero width non-joiner
  CHECK(CleanDisplayName("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x8E\x93"));  // with a zero width joiner
}

TEST_CASE("an empty or hostile display name is refused") {
  CHECK_FALSE(CleanDisplayName(""));
  CHECK_FALSE(CleanDisplayName(" \t\n "));
  CHECK_FALSE(CleanDisplayName("a\nb"));
  CHECK_FALSE(CleanDisplayName(std::string("a\0b", 3)));
  CHECK_FALSE(
      CleanDisplayName("a\x7F"
                       "b"));
  CHECK_FALSE(
      CleanDisplayName("a\xC2\x85"
                       "b"));  // next line
  CHECK_FALSE(
      CleanDisplayName("a\xE2\x80\xA8"
                       "b"));  // line separator
  CHECK_FALSE(
      CleanDisplayName("a\xE2\x80\xAE"
                       "b"));  // right-to-left override
  CHECK_FALSE(
      CleanDisplayName("a\xE2\x81\xA6"
                       "b"));  // isolate
  CHECK_FALSE(
      CleanDisplayName("a\xFF"
                       "b"));  // no UTF-8
  CHECK_FALSE(CleanDisplayName(std::string(5000, ' ') + "a"));
}

TEST_CASE("a change says whether anything is different") {
  User user;
  user.locale = "en";
  CHECK_FALSE(Apply({}, user));
  CHECK_FALSE(Apply({.locale = "en"}, user));
  CHECK(Apply({.display_name = "Amal", .locale = "ar", .time_zone = "Asia/Beirut", .country = "LB"}, user));
  CHECK(user.display_name == "Amal");
  CHECK(user.locale == "ar");
  CHECK(user.time_zone == "Asia/Beirut");
  CHECK(user.country == "LB");
}

TEST_CASE("an etag changes with the version") {
  User before, after;
  before.version = 1;
  after.version = 2;
  CHECK(Etag(before) != Etag(after));
}

TEST_CASE("a region follows from the country") {
  CHECK(RegionOf("FR") == Region::kEurope);
  CHECK(RegionOf("AD") == Region::kEurope);
  CHECK(RegionOf("LB") == Region::kSouthernMediterranean);
  CHECK(RegionOf("TN") == Region::kSouthernMediterranean);
  CHECK(RegionOf("PS") == Region::kSouthernMediterranean);
  CHECK(RegionOf("BR") == Region::kOther);
  CHECK(RegionOf("ZW") == Region::kOther);
  CHECK(RegionName(Region::kSouthernMediterranean) == "southern-mediterranean");
  CHECK(RegionName(Region::kEurope) == "europe");
  CHECK(RegionName(Region::kOther) == "other");
}

TEST_CASE("what is no ISO 3166 code has no region") {
  for (const char* code : {"", "L", "lb", "LBN", "XX", "UK", "EU", "ZZ", "A"}) CHECK_FALSE(RegionOf(code));
}

}  // namespace
}  // namespace parley::identity::domain

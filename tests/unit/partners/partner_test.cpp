#include "services/partners/domain/partner.h"

#include "catch2/catch.hpp"
#include "tests/support/status_matchers.h"

namespace parley::partners::domain {
namespace {

TEST_CASE("a change replaces what it names and says whether anything is different") {
  Partner partner;
  partner.name = "Old";
  partner.website = "https://old.example";
  CHECK_FALSE(Apply({}, partner));
  CHECK_FALSE(Apply({"Old", "https://old.example"}, partner));
  CHECK(Apply({"New", std::nullopt}, partner));
  CHECK(partner.name == "New");
  CHECK(partner.website == "https://old.example");
  CHECK(Apply({std::nullopt, ""}, partner));
  CHECK(partner.website.empty());
}

TEST_CASE("an etag is the current one or none") {
  Partner partner;
  partner.version = 3;
  CHECK(CheckEtag(partner, "").ok());
  CHECK(CheckEtag(partner, Etag(partner)).ok());
  const std::string before = Etag(partner);
  ++partner.version;
  CHECK_THAT(CheckEtag(partner, before), test::HasReason("ETAG_MISMATCH"));
}

}  // namespace
}  // namespace parley::partners::domain

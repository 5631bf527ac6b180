#include "services/identity/domain/consent.h"

#include "catch2/catch.hpp"

namespace parley::identity::domain {
namespace {

TEST_CASE("a consent that changes later has a later time, though the clock is set back") {
  const absl::Time start = absl::FromUnixSeconds(1'800'000'000);
  Consent consent{ConsentKind::kVideoPublication};
  REQUIRE(Give(consent, start));
  CHECK(consent.update_time == start);
  REQUIRE(Withdraw(consent, start - absl::Minutes(1)));
  CHECK(consent.update_time == start + absl::Microseconds(1));
  REQUIRE(Give(consent, start + absl::Minutes(1)));
  CHECK(consent.update_time == start + absl::Minutes(1));
}

}  // namespace
}  // namespace parley::identity::domain

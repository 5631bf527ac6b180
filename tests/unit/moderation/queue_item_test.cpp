#include "services/moderation/domain/queue_item.h"

#include "catch2/catch.hpp"
#include "tests/support/status_matchers.h"

namespace parley::moderation::domain {
namespace {

using test::HasReason;
using test::IsOk;

const absl::Time kNow = absl::FromUnixSeconds(1'900'000'000);
const UserId kFatima = UserId::New(kNow);
const UserId kGeorge = UserId::New(kNow);

TEST_CASE("a claim ends by itself, and only its holder renews it") {
  QueueItem item;
  REQUIRE_THAT(Claim(item, kFatima, kNow), IsOk());
  CHECK(IsClaimed(item, kNow + kClaim - absl::Nanoseconds(1)));
  CHECK_FALSE(IsClaimed(item, kNow + kClaim));
  CHECK_THAT(Claim(item, kGeorge, kNow + kClaim - absl::Nanoseconds(1)), HasReason("ITEM_CLAIMED"));
  CHECK(item.claimed_by == kFatima);
  REQUIRE_THAT(Claim(item, kFatima, kNow + absl::Minutes(5)), IsOk());
  CHECK(item.claim_expire_time == kNow + absl::Minutes(5) + kClaim);
  REQUIRE_THAT(Claim(item, kGeorge, kNow + absl::Minutes(5) + kClaim), IsOk());
  CHECK(item.claimed_by == kGeorge);
}

TEST_CASE("claims leave an item's etag alone, reports and ends change it") {
  QueueItem item;
  const int64_t version = item.version;
  REQUIRE_THAT(Claim(item, kFatima, kNow), IsOk());
  REQUIRE(Release(item, kFatima, kNow).value());
  CHECK(item.version == version);
  Complain(item, Reason::kHate);
  CHECK(item.version == version + 1);
  REQUIRE(Close(item));
  CHECK(item.version == version + 2);
  CHECK(Etag(1) != Etag(2));
}

TEST_CASE("only the holder of a living claim decides, once") {
  QueueItem item;
  CHECK_THAT(Decide(item, kFatima, kNow), HasReason("CLAIM_NEEDED"));
  REQUIRE_THAT(Claim(item, kFatima, kNow), IsOk());
  CHECK_THAT(Decide(item, kGeorge, kNow), HasReason("ITEM_CLAIMED"));
  CHECK_THAT(Decide(item, kFatima, kNow + kClaim), HasReason("CLAIM_NEEDED"));
  REQUIRE_THAT(Decide(item, kFatima, kNow), IsOk());
  CHECK(item.state == ItemState::kDecided);
  CHECK_FALSE(IsClaimed(item, kNow));
  CHECK_THAT(Decide(item, kFatima, kNow), HasReason("ITEM_CLOSED"));
  CHECK_THAT(Claim(item, kFatima, kNow), HasReason("ITEM_CLOSED"));
  CHECK_THAT(Release(item, kFatima, kNow).status(), HasReason("ITEM_CLOSED"));
  CHECK_FALSE(Close(item));
}

TEST_CASE("an expired claim is nothing to release") {
  QueueItem item;
  CHECK_FALSE(Release(item, kFatima, kNow).value());
  REQUIRE_THAT(Claim(item, kFatima, kNow), IsOk());
  CHECK_THAT(Release(item, kGeorge, kNow).status(), HasReason("ITEM_CLAIMED"));
  CHECK_FALSE(Release(item, kGeorge, kNow + kClaim).value());
}

TEST_CASE("reports make an item graver, never less grave") {
  QueueItem item;
  CHECK(item.gravity == 1);
  Complain(item, Reason::kDanger);
  CHECK(item.gravity == 4);
  CHECK(item.kind == Kind::kReport);
  Complain(item, Reason::kOffTopic);
  CHECK(item.gravity == 4);
  CHECK(item.complaint_count == 2);
}

TEST_CASE("every reason has a gravity above a new video's, a name and a rule") {
  for (int number = 1; number <= 9; ++number) {
    REQUIRE(IsReason(number));
    const auto reason = static_cast<Reason>(number);
    CHECK(Gravity(reason) > kGravityOfNewVideo);
    CHECK(Gravity(reason) <= 4);
    CHECK_FALSE(NameOf(reason).empty());
    CHECK_FALSE(RuleOf(reason).empty());
  }
  CHECK_FALSE(IsReason(0));
  CHECK_FALSE(IsReason(10));
  CHECK_FALSE(IsReason(-1));
}

}  // namespace
}  // namespace parley::moderation::domain

#include "services/exchange/domain/place.h"

#include "catch2/catch.hpp"

namespace parley::exchange::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'900'000'000);
const GroupId kPlenary = GroupId::New(kNow);
const GroupId kCircle = GroupId::New(kNow);
const GroupId kOther = GroupId::New(kNow);
const GroupId kOwn;  // ShouldAsk: which group is their own

Place Enrolled() { return {.plenary_group_id = kPlenary, .membership = {Enrolment::kEnrolled, kNow, kNow}}; }

Place Seated() {
  Place place = Enrolled();
  place.has_groups = true;
  place.seat = {kCircle, kNow, absl::InfinitePast()};
  return place;
}

TEST_CASE("who has a seat is in that group and the plenary one, and in no other") {
  CHECK(IsIn(Seated(), kPlenary));
  CHECK(IsIn(Seated(), kCircle));
  CHECK_FALSE(IsIn(Seated(), kOther));
  CHECK(OwnGroup(Seated()) == kCircle);
}

TEST_CASE("who has no seat is in the plenary group") {
  CHECK(IsIn(Enrolled(), kPlenary));
  CHECK_FALSE(IsIn(Enrolled(), kCircle));
  CHECK(OwnGroup(Enrolled()) == kPlenary);
}

TEST_CASE("who takes no part is in no group, whatever seat is kept for them") {
  for (const Enrolment state : {Enrolment::kNone, Enrolment::kWaitlisted, Enrolment::kSuspended, Enrolment::kWithdrawn}) {
    Place place = Seated();
    place.membership.state = state;
    CHECK_FALSE(IsIn(place, kPlenary));
    CHECK_FALSE(IsIn(place, kCircle));
  }
}

TEST_CASE("a seat is asked for only where its lack is doubted, and then once a second") {
  CHECK_FALSE(ShouldAsk(Seated(), kPlenary, kNow));
  CHECK_FALSE(ShouldAsk(Seated(), kCircle, kNow));
  CHECK_FALSE(ShouldAsk(Seated(), kOwn, kNow));
  CHECK(ShouldAsk(Seated(), kOther, kNow));
  Place place = Seated();
  place.seat.check_time = kNow;
  CHECK_FALSE(ShouldAsk(place, kOther, kNow));
  CHECK(ShouldAsk(place, kOther, kNow + kBelieveNo));

  place = Enrolled();
  CHECK_FALSE(ShouldAsk(place, kPlenary, kNow));
  CHECK_FALSE(ShouldAsk(place, kOwn, kNow));  // its run has no groups
  place.has_groups = true;
  CHECK(ShouldAsk(place, kOwn, kNow));
  place.seat.check_time = kNow;
  CHECK_FALSE(ShouldAsk(place, kOwn, kNow));
}

TEST_CASE("of who takes no part only the membership is doubted") {
  Place place = Seated();
  place.membership = {Enrolment::kWithdrawn, kNow, kNow};
  CHECK_FALSE(ShouldAsk(place, kOther, kNow));
  CHECK(ShouldAsk(place, kOther, kNow + kBelieveNo));
  CHECK(ShouldAsk(place, kCircle, kNow + kBelieveNo));
}

}  // namespace
}  // namespace parley::exchange::domain

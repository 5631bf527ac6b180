#include "services/catalog/domain/interest.h"

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "services/catalog/domain/enrolment.h"
#include "services/catalog/domain/seats.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog::domain {
namespace {

using test::HasReason;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
constexpr InterestState kStates[] = {InterestState::kUnconfirmed, InterestState::kOpen,    InterestState::kOffered,
                                     InterestState::kAccepted,    InterestState::kExpired, InterestState::kClosed};

Interest InterestIn(InterestState state) {
  Interest interest;
  interest.state = state;
  interest.confirm_expire_time = kNow + absl::Seconds(1);
  return interest;
}

TEST_CASE("an interest is confirmed until its link expires, and confirming again changes nothing") {
  for (const InterestState state : kStates) {
    Interest interest = InterestIn(state);
    const absl::Status status = Confirm(interest, kNow);
    if (state == InterestState::kClosed) {
      CHECK_THAT(status, HasReason("INTEREST_CLOSED"));
    } else {
      CHECK(status.ok());
    }
    CHECK(interest.state == (state == InterestState::kUnconfirmed ? InterestState::kOpen : state));
  }
  Interest late = InterestIn(InterestState::kUnconfirmed);
  CHECK_THAT(Confirm(late, kNow + absl::Seconds(1)), HasReason("INTEREST_LINK_EXPIRED"));
  CHECK(late.state == InterestState::kUnconfirmed);
  Interest open = InterestIn(InterestState::kOpen);
  CHECK(Confirm(open, kNow + absl::Hours(1000)).ok());
}

TEST_CASE("an interest is withdrawn until it has ended") {
  for (const InterestState state : kStates) {
    Interest interest = InterestIn(state);
    const absl::Status status = Withdraw(interest);
    if (state == InterestState::kUnconfirmed || state == InterestState::kOpen || state == InterestState::kOffered) {
      CHECK(status.ok());
      CHECK(interest.state == InterestState::kClosed);
    } else {
      CHECK_THAT(status, HasReason("INTEREST_ENDED"));
      CHECK(interest.state == state);
    }
  }
}

TEST_CASE("an address waits for five confirmations at most, and learns when to come back") {
  CHECK(MayExpressInterest(4, kNow, kNow).ok());
  const auto refused = MayExpressInterest(5, kNow + absl::Hours(3), kNow);
  CHECK_THAT(refused, HasReason("TOO_MANY_INTERESTS"));
  CHECK(errors::DetailsOf(refused).retry_after == absl::Hours(3));
}

TEST_CASE("an offer is accepted while its seat is held") {
  Offer offer;
  offer.expire_time = kNow + absl::Seconds(1);
  CHECK(MayAccept(offer, kNow).ok());
  CHECK(StateAt(offer, kNow) == OfferState::kHeld);
  CHECK_THAT(MayAccept(offer, kNow + absl::Seconds(1)), HasReason("OFFER_EXPIRED"));
  CHECK(StateAt(offer, kNow + absl::Seconds(1)) == OfferState::kExpired);
  offer.state = OfferState::kExpired;
  CHECK_THAT(MayAccept(offer, kNow), HasReason("OFFER_EXPIRED"));
  offer.state = OfferState::kAccepted;
  CHECK_THAT(MayAccept(offer, kNow + absl::Hours(1)), HasReason("OFFER_USED"));
  offer.state = OfferState::kClosed;
  CHECK_THAT(MayAccept(offer, kNow), HasReason("OFFER_CLOSED"));
}

TEST_CASE("a held seat is nobody else's") {
  Run run;
  run.state = RunState::kOpen;
  run.capacity = 2;
  HoldSeat(run);
  CHECK(FreeSeats(run) == 1);
  CHECK(TakePlace(run) == EnrolmentState::kEnrolled);
  CHECK(TakePlace(run) == EnrolmentState::kWaitlisted);
  CHECK_FALSE(MayOffer(run));
  CHECK_FALSE(MayPromote(run));
  TakeHeldSeat(run);
  CHECK(run.enrolled_count == 2);
  CHECK(run.held_count == 0);
  CHECK(FreeSeats(run) == 0);
}

TEST_CASE("a seat that is held no more is free, and offered only while its run is open") {
  Run run;
  run.state = RunState::kOpen;
  run.capacity = 1;
  HoldSeat(run);
  ReleaseSeat(run);
  CHECK(FreeSeats(run) == 1);
  CHECK(MayOffer(run));
  run.state = RunState::kRunning;
  CHECK_FALSE(MayOffer(run));
  CHECK(MayPromote(run));
}

TEST_CASE("languages are compared by the language alone") {
  CHECK(PrimaryLanguage("pt-BR") == "pt");
  CHECK(PrimaryLanguage("AR") == "ar");
}

TEST_CASE("a topic is a tag in lower case") {
  CHECK(IsTopic("human-rights"));
  CHECK(IsTopic(std::string(50, 'a')));
  for (const std::string& text : {std::string(), std::string("Migration"), std::string("a b"), std::string("a\n"), std::string(51, 'a')}) {
    CHECK_FALSE(IsTopic(text));
  }
}

}  // namespace
}  // namespace parley::catalog::domain

#include "catch2/catch.hpp"
#include "tests/service/catalog/seats.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;

TEST_CASE("whoever accepts an offer has the seat that was held, once, and no address is kept of them") {
  House house;
  Interested(house, "a");
  const v1::Run run = house.OpenRun(1);
  const std::string token = house.OfferTo("a@example.org");
  v1::Enrolment response;
  CHECK_THAT(house.Call("AcceptOffer", AcceptanceOf(token), response), HasCode(absl::StatusCode::kUnauthenticated));
  const std::string bearer = house.Participant();
  const auto enrolment = Accept(house, token, bearer);
  CHECK(enrolment.state() == v1::Enrolment::STATE_ENROLLED);
  CHECK(enrolment.run_id() == run.run_id());
  CHECK(Held(house, run) == 0);
  CHECK_FALSE(Remembers(house, "a@example.org"));
  CHECK(Accept(house, token, bearer).enrolment_id() == enrolment.enrolment_id());
  CHECK_THAT(house.Call("AcceptOffer", AcceptanceOf(token), response, house.Participant()), HasReason("OFFER_USED"));
  CHECK(GetOffer(house, token).state() == v1::Offer::STATE_ACCEPTED);
  CHECK(GetOffer(house, token).run().enrolled_count() == 1);
  REQUIRE(Eventually([&] { return house.Events("EnrolmentChanged").size() == 1; }));
}

TEST_CASE("whoever withdraws by the offer's own link gives its seat to the next") {
  House house;
  Interested(house, "ab");
  house.OpenRun(1);
  const std::string token = house.OfferTo("a@example.org");
  v1::WithdrawInterestRequest request;
  v1::ExpressionOfInterest response;
  request.set_token(token);
  request.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("WithdrawInterest", request, response), IsOk());
  CHECK(response.state() == v1::ExpressionOfInterest::STATE_CLOSED);
  CHECK(GetOffer(house, token).state() == v1::Offer::STATE_EXPIRED);
  v1::Enrolment enrolment;
  CHECK_THAT(house.Call("AcceptOffer", AcceptanceOf(token), enrolment, house.Participant()), HasReason("OFFER_EXPIRED"));
  house.OfferTo("b@example.org");
  CHECK_FALSE(Remembers(house, "a@example.org"));
}

TEST_CASE("an offer of a run that is called off is closed, and its person waits for another") {
  House house;
  Interested(house, "a");
  const v1::Run run = house.OpenRun(1);
  const std::string token = house.OfferTo("a@example.org");
  v1::CancelRunRequest cancel;
  v1::Run cancelled;
  cancel.set_run_id(run.run_id());
  cancel.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("CancelRun", cancel, cancelled, house.Coordinator()), IsOk());
  CHECK(GetOffer(house, token).state() == v1::Offer::STATE_CLOSED);
  v1::Enrolment enrolment;
  CHECK_THAT(house.Call("AcceptOffer", AcceptanceOf(token), enrolment, house.Participant()), HasReason("OFFER_CLOSED"));
  house.OpenRun(1);
  CHECK(Accept(house, house.OfferTo("a@example.org", 2), house.Participant()).state() == v1::Enrolment::STATE_ENROLLED);
}

TEST_CASE("an offer gives a seat to who waits or had left, and goes on to the next when one has a seat") {
  House house;
  Interested(house, "abc");
  const v1::Run run = house.OpenRun(2);
  Settle(house);
  const std::string waiting = house.Participant();
  REQUIRE(house.Enrol(run.run_id(), waiting).state() == v1::Enrolment::STATE_WAITLISTED);
  const auto seated = Accept(house, house.OfferTo("a@example.org"), waiting);
  CHECK(seated.state() == v1::Enrolment::STATE_ENROLLED);
  CHECK(Accept(house, house.OfferTo("b@example.org"), waiting).enrolment_id() == seated.enrolment_id());
  const std::string third = house.OfferTo("c@example.org");
  Withdraw(house, seated, waiting);
  const auto again = Accept(house, third, waiting);
  CHECK(again.enrolment_id() == seated.enrolment_id());
  CHECK(again.state() == v1::Enrolment::STATE_ENROLLED);
  CHECK(Held(house, run) == 0);
}

}  // namespace
}  // namespace parley::catalog

#include "services/partners/domain/inquiry.h"

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "tests/support/status_matchers.h"

namespace parley::partners::domain {
namespace {

using test::HasReason;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

Inquiry In(InquiryState state) {
  Inquiry inquiry;
  inquiry.state = state;
  inquiry.organisation = "University of Tunis";
  inquiry.kind = PartnerKind::kMoocPlatform;
  inquiry.contact_email = "contact@uni.example";
  inquiry.locale = "fr";
  return inquiry;
}

TEST_CASE("an inquiry that was received is looked into, once") {
  Inquiry inquiry = In(InquiryState::kReceived);
  REQUIRE(Review(inquiry).ok());
  CHECK(inquiry.state == InquiryState::kInReview);
  for (const auto state : {InquiryState::kInReview, InquiryState::kAccepted, InquiryState::kDeclined}) {
    inquiry = In(state);
    CHECK_THAT(Review(inquiry), HasReason("INQUIRY_NOT_RECEIVED"));
    CHECK(inquiry.state == state);
  }
}

TEST_CASE("only an inquiry in review is declined or accepted") {
  const auto partner_id = PartnerId::New(kNow);
  Inquiry inquiry = In(InquiryState::kInReview);
  REQUIRE(Decline(inquiry, "not a MOOC").ok());
  CHECK(inquiry.state == InquiryState::kDeclined);
  CHECK(inquiry.decline_reason == "not a MOOC");
  inquiry = In(InquiryState::kInReview);
  REQUIRE(Accept(inquiry, partner_id).ok());
  CHECK(inquiry.state == InquiryState::kAccepted);
  CHECK(inquiry.partner_id == partner_id);
  for (const auto state : {InquiryState::kReceived, InquiryState::kAccepted, InquiryState::kDeclined}) {
    inquiry = In(state);
    CHECK_THAT(Decline(inquiry, "no"), HasReason("INQUIRY_NOT_IN_REVIEW"));
    CHECK_THAT(Accept(inquiry, partner_id), HasReason("INQUIRY_NOT_IN_REVIEW"));
    CHECK(inquiry.state == state);
    CHECK(inquiry.decline_reason.empty());
    CHECK(inquiry.partner_id.empty());
  }
}

TEST_CASE("an accepted inquiry becomes a partner of its name and kind, with the contact as coordinator") {
  Inquiry inquiry = In(InquiryState::kInReview);
  const Partner partner = FoundPartner(inquiry, kNow);
  CHECK(partner.name == "University of Tunis");
  CHECK(partner.kind == PartnerKind::kMoocPlatform);
  CHECK(partner.create_time == kNow);
  REQUIRE(Accept(inquiry, partner.id).ok());
  const Appointment appointment = AppointContact(inquiry, kNow);
  CHECK(appointment.partner_id == partner.id);
  CHECK(appointment.email == "contact@uni.example");
  CHECK(appointment.locale == "fr");
}

TEST_CASE("an address asks five times a day at most, and learns when to come back") {
  CHECK(MayInquire(0, absl::InfiniteFuture(), kNow).ok());
  CHECK(MayInquire(4, kNow, kNow).ok());
  const auto refused = MayInquire(5, kNow - absl::Hours(23), kNow);
  CHECK_THAT(refused, HasReason("TOO_MANY_INQUIRIES"));
  CHECK(errors::DetailsOf(refused).retry_after == absl::Hours(1));
}

TEST_CASE("kinds and states are those of the contract") {
  CHECK_FALSE(IsPartnerKind(0));
  CHECK(IsPartnerKind(1));
  CHECK(IsPartnerKind(2));
  CHECK_FALSE(IsPartnerKind(3));
  CHECK_FALSE(IsInquiryState(0));
  for (int state = 1; state <= 4; ++state) CHECK(IsInquiryState(state));
  CHECK_FALSE(IsInquiryState(5));
}

}  // namespace
}  // namespace parley::partners::domain

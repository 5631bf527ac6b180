#include "services/partners/domain/inquiry.h"

#include <algorithm>

#include "libs/errors/error.h"

namespace parley::partners::domain {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);

absl::Status RequireInReview(const Inquiry& inquiry) {
  if (inquiry.state == InquiryState::kInReview) return absl::OkStatus();
  return errors::FailedPrecondition("INQUIRY_NOT_IN_REVIEW", inquiry.state == InquiryState::kReceived
                                                                 ? "this inquiry was not looked into yet: review it first"
                                                                 : "this inquiry was decided already");
}

}  // namespace

bool IsInquiryState(int number) {
  return number >= static_cast<int>(InquiryState::kReceived) && number <= static_cast<int>(InquiryState::kDeclined);
}

absl::Status MayInquire(int count, absl::Time first_time, absl::Time now) {
  if (count < kMaxInquiriesADay) return absl::OkStatus();
  return errors::ResourceExhausted("TOO_MANY_INQUIRIES", "we have several inquiries of this address already: wait for our answer",
                                   std::max(first_time + kDay - now, absl::Seconds(1)));
}

absl::Status Review(Inquiry& inquiry) {
  if (inquiry.state != InquiryState::kReceived) {
    return errors::FailedPrecondition("INQUIRY_NOT_RECEIVED", "somebody has begun to look into this inquiry already");
  }
  inquiry.state = InquiryState::kInReview;
  return absl::OkStatus();
}

absl::Status Decline(Inquiry& inquiry, std::string reason) {
  if (auto allowed = RequireInReview(inquiry); !allowed.ok()) return allowed;
  inquiry.state = InquiryState::kDeclined;
  inquiry.decline_reason = std::move(reason);
  return absl::OkStatus();
}

absl::Status Accept(Inquiry& inquiry, const PartnerId& partner_id) {
  if (auto allowed = RequireInReview(inquiry); !allowed.ok()) return allowed;
  inquiry.state = InquiryState::kAccepted;
  inquiry.partner_id = partner_id;
  return absl::OkStatus();
}

Partner FoundPartner(const Inquiry& inquiry, absl::Time now) {
  Partner partner;
  partner.id = PartnerId::New(now);
  partner.kind = inquiry.kind;
  partner.name = inquiry.organisation;
  partner.create_time = now;
  return partner;
}

Appointment AppointContact(const Inquiry& inquiry, absl::Time now) {
  return {AppointmentId::New(now), inquiry.partner_id, inquiry.contact_email, inquiry.locale};
}

}  // namespace parley::partners::domain

#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"
#include "services/partners/domain/partner.h"

namespace parley::partners::domain {

using InquiryId = Id<struct InquiryTag>;
using AppointmentId = Id<struct AppointmentTag>;

// As parley.partners.v1.Inquiry.State.
enum class InquiryState { kReceived = 1, kInReview = 2, kAccepted = 3, kDeclined = 4 };
bool IsInquiryState(int number);

inline constexpr int kMaxContactName = 100;
inline constexpr int kMaxMessage = 4000;
inline constexpr int kMaxReason = 1000;
// Of an address within a day.
inline constexpr int kMaxInquiriesADay = 5;

struct Inquiry {
  InquiryId id;
  std::string organisation;
  PartnerKind kind = PartnerKind::kUniversity;
  std::string contact_name;
  std::string contact_email;
  std::string course_url;
  std::string message;
  std::string locale;
  InquiryState state = InquiryState::kReceived;
  std::string decline_reason;
  PartnerId partner_id;
  absl::Time create_time;
};

// Somebody to be made a partner's coordinator by identity.
struct Appointment {
  AppointmentId id;
  PartnerId partner_id;
  std::string email;
  std::string locale;
};

// RESOURCE_EXHAUSTED (TOO_MANY_INQUIRIES) when an address has asked as often as it may in a day; `first_time` is when it first did.
absl::Status MayInquire(int count, absl::Time first_time, absl::Time now);

// FAILED_PRECONDITION (INQUIRY_NOT_RECEIVED) unless RECEIVED.
absl::Status Review(Inquiry& inquiry);
// Both: FAILED_PRECONDITION (INQUIRY_NOT_IN_REVIEW) unless IN_REVIEW.
absl::Status Decline(Inquiry& inquiry, std::string reason);
absl::Status Accept(Inquiry& inquiry, const PartnerId& partner_id);

// The partner that an accepted inquiry becomes, and its first coordinator.
Partner FoundPartner(const Inquiry& inquiry, absl::Time now);
Appointment AppointContact(const Inquiry& inquiry, absl::Time now);

}  // namespace parley::partners::domain

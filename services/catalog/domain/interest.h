#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"
#include "services/catalog/domain/run.h"

// What somebody would like to take part in, and the seat held for them.
namespace parley::catalog::domain {

using InterestId = Id<struct InterestTag>;
using OfferId = Id<struct OfferTag>;

inline constexpr absl::Duration kConfirmationLife = absl::Hours(48);
inline constexpr int kMaxUnconfirmed = 5;

// As parley.catalog.v1.ExpressionOfInterest.State and Offer.State.
enum class InterestState { kUnconfirmed = 1, kOpen = 2, kOffered = 3, kAccepted = 4, kExpired = 5, kClosed = 6 };
enum class OfferState { kHeld = 1, kAccepted = 2, kExpired = 3, kClosed = 4 };

struct Interest {
  InterestId id;
  std::string locale;
  std::vector<CourseId> course_ids;
  std::vector<Format> formats;
  std::vector<std::string> languages;  // primary subtags
  std::vector<std::string> topics;
  InterestState state = InterestState::kUnconfirmed;
  absl::Time create_time;
  absl::Time confirm_expire_time;
};

struct Offer {
  OfferId id;
  RunId run_id;
  InterestId interest_id;
  OfferState state = OfferState::kHeld;
  absl::Time expire_time;
  EnrolmentId enrolment_id;  // of who accepted it
  // As the roster says that named the person; empty without one, and once it has ended.
  std::string display_name;
  std::string country;
};

// The language alone of a BCP 47 tag, in lower case: "pt" of "pt-BR".
std::string PrimaryLanguage(std::string_view tag);
// True for a subject tag: 1 to 50 lower-case letters, digits and hyphens.
bool IsTopic(std::string_view text);

// RESOURCE_EXHAUSTED (TOO_MANY_INTERESTS) when an address has all the unconfirmed ones it may have; `first_expire_time` is when one of them
// is forgotten.
absl::Status MayExpressInterest(int unconfirmed, absl::Time first_expire_time, absl::Time now);

// UNCONFIRMED → OPEN; what was confirmed already stays as it is. FAILED_PRECONDITION: INTEREST_LINK_EXPIRED, INTEREST_CLOSED.
absl::Status Confirm(Interest& interest, absl::Time now);
absl::Status InterestLinkExpired();

// → CLOSED. FAILED_PRECONDITION: INTEREST_ENDED.
absl::Status Withdraw(Interest& interest);

// What an offer is at `now`: once its deadline has passed it counts as EXPIRED, though nobody came to say so yet.
OfferState StateAt(const Offer& offer, absl::Time now);

// FAILED_PRECONDITION: OFFER_USED, OFFER_EXPIRED, OFFER_CLOSED.
absl::Status MayAccept(const Offer& offer, absl::Time now);

}  // namespace parley::catalog::domain

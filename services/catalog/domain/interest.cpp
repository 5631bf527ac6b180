#include "services/catalog/domain/interest.h"

#include <algorithm>

#include "libs/errors/error.h"

namespace parley::catalog::domain {
namespace {

constexpr size_t kMaxTopic = 50;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string PrimaryLanguage(std::string_view tag) {
  std::string language(tag.substr(0, tag.find('-')));
  std::transform(language.begin(), language.end(), language.begin(), Lower);
  return language;
}

bool IsTopic(std::string_view text) {
  return !text.empty() && text.size() <= kMaxTopic &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

absl::Status MayExpressInterest(int unconfirmed, absl::Time first_expire_time, absl::Time now) {
  if (unconfirmed < kMaxUnconfirmed) return absl::OkStatus();
  return errors::ResourceExhausted("TOO_MANY_INTERESTS",
                                   "several links were mailed to this address already: open one of them, or wait until one expires",
                                   std::max(first_expire_time - now, absl::Seconds(1)));
}

absl::Status InterestLinkExpired() {
  return errors::FailedPrecondition("INTEREST_LINK_EXPIRED", "this link has expired: say again what you would like to take part in");
}

absl::Status Confirm(Interest& interest, absl::Time now) {
  if (interest.state == InterestState::kClosed) {
    return errors::FailedPrecondition("INTEREST_CLOSED", "this was withdrawn: say again what you would like to take part in");
  }
  if (interest.state != InterestState::kUnconfirmed) return absl::OkStatus();
  if (interest.confirm_expire_time <= now) return InterestLinkExpired();
  interest.state = InterestState::kOpen;
  return absl::OkStatus();
}

absl::Status Withdraw(Interest& interest) {
  switch (interest.state) {
    case InterestState::kUnconfirmed:
    case InterestState::kOpen:
    case InterestState::kOffered:
      interest.state = InterestState::kClosed;
      return absl::OkStatus();
    case InterestState::kAccepted:
    case InterestState::kExpired:
    case InterestState::kClosed:
      break;
  }
  return errors::FailedPrecondition("INTEREST_ENDED", "this has ended already: no more offers come of it");
}

OfferState StateAt(const Offer& offer, absl::Time now) {
  return offer.state == OfferState::kHeld && offer.expire_time <= now ? OfferState::kExpired : offer.state;
}

absl::Status MayAccept(const Offer& offer, absl::Time now) {
  switch (StateAt(offer, now)) {
    case OfferState::kHeld:
      return absl::OkStatus();
    case OfferState::kAccepted:
      return errors::FailedPrecondition("OFFER_USED", "this offer was accepted already, from another account");
    case OfferState::kExpired:
      return errors::FailedPrecondition("OFFER_EXPIRED", "this offer has expired: the seat went to the next who waits");
    case OfferState::kClosed:
      break;
  }
  return errors::FailedPrecondition("OFFER_CLOSED", "the run of this offer was called off or has ended; another offer may come");
}

}  // namespace parley::catalog::domain

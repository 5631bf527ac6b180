#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "libs/auth/token.h"
#include "libs/ids/id.h"

namespace parley::notifications::domain {

using DeliveryId = Id<struct DeliveryTag>;

// What a mail is about; a notice carries a notification. Lower ones go first.
enum class Kind { kSignInLink = 1, kNotice = 2, kInvitation = 3, kInterestConfirmation = 20, kOffer = 21 };
// What the keys of the texts of a mail with a link begin with. Throws std::invalid_argument for a notice, whose topic tells its texts.
std::string TextPrefixOf(Kind kind);
// The key of the text that says why somebody gets the mail: not everybody has an account.
std::string FooterKeyOf(Kind kind);
// How texts/ names a role.
std::string RoleName(auth::Role role);

// QUEUED → SENDING (leased by one sender) → SENT, or back to QUEUED for another try; EXPIRED when it is no longer worth sending,
// FAILED when it can never be sent, UNWANTED when its reader turned such mails off.
enum class DeliveryState { kQueued = 1, kSending = 2, kSent = 3, kExpired = 4, kFailed = 5, kUnwanted = 6 };

// One mail to one person about one event; a row of ours.
struct Delivery {
  DeliveryId id;
  std::string cause_id;  // the notification, or whoever asked for the link: a UUID
  Kind kind = Kind::kSignInLink;
  std::string message_id;  // without angle brackets; the same in every try
  UserId user_id;          // empty for a link to a secret address, which has `email` and `locale` instead
  std::string email;
  std::string locale;
  std::string sealed_url;          // of a secret link; an offer's run title stands sealed behind it
  std::optional<auth::Role> role;  // of an invitation
  absl::Time create_time;
  absl::Time expire_time;
  int attempt = 0;  // 1 for the first try
  std::string lease_id;
};

// A secret address, and what the mail calls the thing it leads to: an offer's run; otherwise empty.
struct Link {
  std::string url;
  std::string title;
};
// As one text, for sealing, and back. `url` holds no line end.
std::string Pack(const Link& link);
Link Unpack(const std::string& text);

// How long one sender has a delivery for itself: longer than any try takes (5 s to learn the address, 30 s for the mail server). Not much
// longer, because somebody waits for the link that a killed sender had in hand.
inline constexpr absl::Duration kLease = absl::Seconds(45);
// How long the mail about a notification is worth sending.
inline constexpr absl::Duration kWorthSending = absl::Hours(72);

// When to try again after `attempt` tries: 2 s, doubling up to 15 min.
absl::Time NextTry(int attempt, absl::Time now);

// The Message-ID of a delivery, under the domain of the address it is sent from.
std::string MessageIdOf(const DeliveryId& id, std::string_view from_address);

// A bare address that can stand in an SMTP command: one '@' with something on both sides, 3 to 254 bytes, nothing that would end or escape
// it.
bool IsAddress(std::string_view address);

}  // namespace parley::notifications::domain

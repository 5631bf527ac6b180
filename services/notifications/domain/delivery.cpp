#include "services/notifications/domain/delivery.h"

#include <algorithm>
#include <stdexcept>

namespace parley::notifications::domain {

std::string TextPrefixOf(Kind kind) {
  switch (kind) {
    case Kind::kSignInLink:
      return "mail.sign_in.";
    case Kind::kNotice:
      break;
    case Kind::kInvitation:
      return "mail.invitation.";
    case Kind::kInterestConfirmation:
      return "mail.interest_confirmation.";
    case Kind::kOffer:
      return "mail.offer.";
  }
  throw std::invalid_argument("a kind of mail without texts");
}

std::string FooterKeyOf(Kind kind) {
  switch (kind) {
    case Kind::kInvitation:
      return "mail.invitation.footer";
    case Kind::kInterestConfirmation:
    case Kind::kOffer:
      return "mail.visitor_footer";
    case Kind::kSignInLink:
    case Kind::kNotice:
      return "mail.footer";
  }
  throw std::invalid_argument("a kind of mail without a footer");
}

std::string RoleName(auth::Role role) {
  switch (role) {
    case auth::Role::kFacilitator:
      return "facilitator";
    case auth::Role::kSafeguardingOfficer:
      return "safeguarding_officer";
    case auth::Role::kCoordinator:
      return "coordinator";
    case auth::Role::kOperator:
      return "operator";
  }
  throw std::invalid_argument("a role without a name");
}

std::string Pack(const Link& link) { return link.title.empty() ? link.url : link.url + '\n' + link.title; }

Link Unpack(const std::string& text) {
  const size_t end = text.find('\n');
  return end == std::string::npos ? Link{text, ""} : Link{text.substr(0, end), text.substr(end + 1)};
}

absl::Time NextTry(int attempt, absl::Time now) {
  constexpr absl::Duration kMost = absl::Minutes(15);
  const int doublings = std::clamp(attempt - 1, 0, 16);
  return now + std::min(kMost, absl::Seconds(2) * (1 << doublings));
}

std::string MessageIdOf(const DeliveryId& id, std::string_view from_address) {
  return id.text() + "@" + std::string(from_address.substr(from_address.rfind('@') + 1));
}

bool IsAddress(std::string_view address) {
  if (address.size() < 3 || address.size() > 254) return false;
  const size_t at = address.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == address.size() || address.find('@', at + 1) != std::string_view::npos)
    return false;
  return std::none_of(address.begin(), address.end(), [](unsigned char c) {
    return c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '"' || c == ',' || c == ';' || c == ':' || c == '\\' || c == '(' ||
           c == ')';
  });
}

}  // namespace parley::notifications::domain

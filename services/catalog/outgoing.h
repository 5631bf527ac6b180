#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "libs/auth/link_tokens.h"
#include "libs/service/courier.h"
#include "parley/notifications/v1/internal.pb.h"
#include "services/catalog/domain/interest.h"

// The letters that wait for notifications to have them. The tokens of their links are made when they are handed over, never stored.
namespace parley::catalog {

// What letters are made with, and who takes them.
struct Post {
  auth::LinkTokens<domain::InterestId> interest_tokens;
  auth::LinkTokens<domain::OfferId> offer_tokens;
  std::string web_url;
  std::function<absl::Status(const notifications::v1::SendInterestConfirmationRequest& request)> take_confirmation;
  std::function<absl::Status(const notifications::v1::SendOfferRequest& request)> take_offer;
};

service::Errands Letters(Post post);

}  // namespace parley::catalog

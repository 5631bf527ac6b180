#include <algorithm>
#include <string_view>

#include "libs/auth/digest.h"
#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "services/notifications/handlers/handlers.h"
#include "services/notifications/store/deliveries.h"

// Mails with a secret link, to an address that others give.
namespace parley::notifications::handlers {
namespace {

constexpr size_t kMostUrl = 2048;
constexpr size_t kMostLocale = 35;
// 200 characters of at most four bytes.
constexpr size_t kMostTitle = 800;

bool IsWebAddress(std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
  return url.size() <= kMostUrl && std::none_of(url.begin(), url.end(), [](unsigned char c) { return c <= ' ' || c >= 0x7f; });
}

bool IsTitle(std::string_view title) {
  return !title.empty() && title.size() <= kMostTitle &&
         std::none_of(title.begin(), title.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; });
}

template <class Request>
void CheckLink(const Request& request, errors::FieldErrors& bad) {
  bad.Check(domain::IsAddress(request.email()), "email", "must be an address such as somebody@example.org");
  bad.Check(request.locale().size() <= kMostLocale, "locale", "must be a BCP 47 tag");
  bad.Check(IsWebAddress(request.url()), "url", "must be a http or https address of at most 2048 characters");
  bad.Check(request.has_expire_time(), "expire_time", "must be given");
}

template <class Request>
void QueueLink(Deps& deps, rpc::Call& call, domain::Kind kind, const Request& request, const std::string& title) {
  domain::Delivery delivery;
  delivery.id = domain::DeliveryId::New(call.now());
  delivery.kind = kind;
  delivery.message_id = domain::MessageIdOf(delivery.id, deps.from_address);
  delivery.email = request.email();
  delivery.locale = request.locale();
  delivery.sealed_url = auth::Seal(deps.link_key, domain::Pack({request.url(), title}));
  delivery.create_time = call.now();
  delivery.expire_time = rpc::FromProto(request.expire_time());
  store::InsertDelivery(call.db(), request.request_id(), delivery);
}

}  // namespace

absl::Status SendSignInLink(Deps& deps, rpc::Call& call, const v1::SendSignInLinkRequest& request, v1::SendSignInLinkResponse&) {
  errors::FieldErrors bad;
  CheckLink(request, bad);
  if (!bad.ok()) return bad.status();
  QueueLink(deps, call, domain::Kind::kSignInLink, request, "");
  return absl::OkStatus();
}

absl::Status SendInterestConfirmation(Deps& deps, rpc::Call& call, const v1::SendInterestConfirmationRequest& request,
                                      v1::SendInterestConfirmationResponse&) {
  errors::FieldErrors bad;
  CheckLink(request, bad);
  if (!bad.ok()) return bad.status();
  QueueLink(deps, call, domain::Kind::kInterestConfirmation, request, "");
  return absl::OkStatus();
}

absl::Status SendOffer(Deps& deps, rpc::Call& call, const v1::SendOfferRequest& request, v1::SendOfferResponse&) {
  errors::FieldErrors bad;
  CheckLink(request, bad);
  bad.Check(IsTitle(request.run_title()), "run_title", "must be 1 to 200 characters without line ends");
  if (!bad.ok()) return bad.status();
  QueueLink(deps, call, domain::Kind::kOffer, request, request.run_title());
  return absl::OkStatus();
}

}  // namespace parley::notifications::handlers

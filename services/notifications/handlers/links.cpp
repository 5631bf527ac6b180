#include "libs/auth/digest.h"
#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "libs/text/text.h"
#include "services/notifications/handlers/handlers.h"
#include "services/notifications/store/deliveries.h"

// Mails with a secret link, to an address that others give.
namespace parley::notifications::handlers {
namespace {

constexpr int kMostTitle = 200;

// The shape that every mailed link has.
template <class Request>
errors::FieldErrors CheckLink(const Request& request) {
  errors::FieldErrors bad;
  bad.Check(domain::IsAddress(request.email()), "email", "must be an address such as somebody@example.org");
  bad.Check(request.locale().empty() || text::IsLanguageTag(request.locale()), "locale",
            "must be a BCP 47 language such as \"ar\", or empty");
  bad.Check(text::IsWebAddress(request.url()), "url", "must be a http or https address of at most 2048 characters");
  bad.Check(request.has_expire_time(), "expire_time", "must be given");
  return bad;
}

bool IsTitle(const std::string& title) {
  return !title.empty() && text::CountCharacters(title) <= kMostTitle && text::IsPlain(title, false);
}

// Queues the mail of a link whose shape is good. `title` is what the mail calls the thing it leads to, where it does.
template <class Request>
void Queue(const Deps& deps, rpc::Call& call, const Request& request, domain::Delivery delivery, const std::string& title = "") {
  delivery.id = domain::DeliveryId::New(call.now());
  delivery.cause_id = request.request_id();
  delivery.message_id = domain::MessageIdOf(delivery.id, deps.from_address);
  delivery.email = request.email();
  delivery.locale = request.locale();
  delivery.sealed_url = auth::Seal(deps.link_key, domain::Pack({request.url(), title}));
  delivery.create_time = call.now();
  delivery.expire_time = rpc::FromProto(request.expire_time());
  store::InsertDelivery(call.db(), delivery);
}

}  // namespace

absl::Status SendSignInLink(Deps& deps, rpc::Call& call, const v1::SendSignInLinkRequest& request, v1::SendSignInLinkResponse&) {
  const errors::FieldErrors bad = CheckLink(request);
  if (!bad.ok()) return bad.status();
  domain::Delivery delivery;
  delivery.kind = domain::Kind::kSignInLink;
  Queue(deps, call, request, std::move(delivery));
  return absl::OkStatus();
}

absl::Status SendInvitation(Deps& deps, rpc::Call& call, const v1::SendInvitationRequest& request, v1::SendInvitationResponse&) {
  errors::FieldErrors bad = CheckLink(request);
  bad.Check(request.role() != api::v1::ROLE_UNSPECIFIED && api::v1::Role_IsValid(request.role()), "role", "must be a role");
  if (!bad.ok()) return bad.status();
  domain::Delivery delivery;
  delivery.kind = domain::Kind::kInvitation;
  delivery.role = static_cast<auth::Role>(request.role());
  Queue(deps, call, request, std::move(delivery));
  return absl::OkStatus();
}

absl::Status SendInterestConfirmation(Deps& deps, rpc::Call& call, const v1::SendInterestConfirmationRequest& request,
                                      v1::SendInterestConfirmationResponse&) {
  const errors::FieldErrors bad = CheckLink(request);
  if (!bad.ok()) return bad.status();
  domain::Delivery delivery;
  delivery.kind = domain::Kind::kInterestConfirmation;
  Queue(deps, call, request, std::move(delivery));
  return absl::OkStatus();
}

absl::Status SendOffer(Deps& deps, rpc::Call& call, const v1::SendOfferRequest& request, v1::SendOfferResponse&) {
  errors::FieldErrors bad = CheckLink(request);
  bad.Check(IsTitle(request.run_title()), "run_title", "must be 1 to 200 characters without control characters or line ends");
  if (!bad.ok()) return bad.status();
  domain::Delivery delivery;
  delivery.kind = domain::Kind::kOffer;
  Queue(deps, call, request, std::move(delivery), request.run_title());
  return absl::OkStatus();
}

}  // namespace parley::notifications::handlers

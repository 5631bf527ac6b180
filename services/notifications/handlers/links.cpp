#include <algorithm>
#include <string_view>

#include "libs/auth/digest.h"
#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "services/notifications/handlers/handlers.h"
#include "services/notifications/store/deliveries.h"

namespace parley::notifications::handlers {
namespace {

constexpr size_t kMostUrl = 2048;
constexpr size_t kMostLocale = 35;

bool IsWebAddress(std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
  return url.size() <= kMostUrl && std::none_of(url.begin(), url.end(), [](unsigned char c) { return c <= ' ' || c >= 0x7f; });
}

}  // namespace

absl::Status SendSignInLink(Deps& deps, rpc::Call& call, const v1::SendSignInLinkRequest& request, v1::SendSignInLinkResponse&) {
  errors::FieldErrors bad;
  bad.Check(domain::IsAddress(request.email()), "email", "must be an address such as somebody@example.org");
  bad.Check(request.locale().size() <= kMostLocale, "locale", "must be a BCP 47 tag");
  bad.Check(IsWebAddress(request.url()), "url", "must be a http or https address of at most 2048 characters");
  bad.Check(request.has_expire_time(), "expire_time", "must be given");
  if (!bad.ok()) return bad.status();

  domain::Delivery delivery;
  delivery.id = domain::DeliveryId::New(call.now());
  delivery.kind = domain::Kind::kSignInLink;
  delivery.message_id = domain::MessageIdOf(delivery.id, deps.from_address);
  delivery.email = request.email();
  delivery.locale = request.locale();
  delivery.sealed_url = auth::Seal(deps.link_key, request.url());
  delivery.create_time = call.now();
  delivery.expire_time = rpc::FromProto(request.expire_time());
  store::InsertDelivery(call.db(), request.request_id(), delivery);
  return absl::OkStatus();
}

}  // namespace parley::notifications::handlers

#include "services/identity/domain/consent.h"

#include "libs/errors/error.h"
#include "services/identity/handlers/answers.h"
#include "services/identity/handlers/handlers.h"
#include "services/identity/store/consents.h"
#include "services/identity/store/users.h"

namespace parley::identity::handlers {
namespace {

absl::StatusOr<domain::ConsentKind> ReadKind(v1::Consent::Kind kind) {
  if (!domain::IsConsentKind(kind)) return errors::InvalidField("kind", "must be a kind of consent");
  return static_cast<domain::ConsentKind>(kind);
}

absl::Status Change(Deps& deps, rpc::Call& call, v1::Consent::Kind asked, bool (*decide)(domain::Consent&, absl::Time),
                    v1::Consent& response) {
  const auto kind = ReadKind(asked);
  if (!kind.ok()) return kind.status();

  // The user's row is what changes to consents are put in order by.
  if (!store::LockUser(call.db(), call.user_id())) return errors::NotFound("user");
  domain::Consent consent = store::GetConsent(call.db(), call.user_id(), *kind);
  if (decide(consent, call.now())) {
    store::PutConsent(call.db(), call.user_id(), consent, call.now());
    call.AfterCommit(deps.wake_relay);
  }
  response = ToProto(consent);
  return absl::OkStatus();
}

}  // namespace

absl::Status ListConsents(Deps&, rpc::Call& call, const v1::ListConsentsRequest&, v1::ListConsentsResponse& response) {
  for (const domain::Consent& consent : store::ListConsents(call.db(), call.user_id())) *response.add_consents() = ToProto(consent);
  return absl::OkStatus();
}

absl::Status GiveConsent(Deps& deps, rpc::Call& call, const v1::GiveConsentRequest& request, v1::Consent& response) {
  return Change(deps, call, request.kind(), domain::Give, response);
}

absl::Status WithdrawConsent(Deps& deps, rpc::Call& call, const v1::WithdrawConsentRequest& request, v1::Consent& response) {
  return Change(deps, call, request.kind(), domain::Withdraw, response);
}

absl::Status GetConsent(Deps&, rpc::Call& call, const v1::GetConsentRequest& request, v1::Consent& response) {
  const auto user_id = ParseId<UserId>(request.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  const auto kind = ReadKind(request.kind());
  if (!kind.ok()) return kind.status();
  response = ToProto(store::GetConsent(call.db(), *user_id, *kind));
  return absl::OkStatus();
}

}  // namespace parley::identity::handlers

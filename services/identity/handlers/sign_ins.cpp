#include "services/identity/store/sign_ins.h"
#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "libs/text/text.h"
#include "libs/time/clock.h"
#include "services/identity/domain/session.h"
#include "services/identity/domain/user.h"
#include "services/identity/handlers/answers.h"
#include "services/identity/handlers/handlers.h"
#include "services/identity/store/sessions.h"
#include "services/identity/store/users.h"

namespace parley::identity::handlers {
namespace {

// Longer than the name of any zone there is.
constexpr size_t kMaxZoneName = 64;

}  // namespace

absl::Status RequestSignIn(Deps& deps, rpc::Call& call, const v1::RequestSignInRequest& request, v1::SignIn& response) {
  const auto email = ParseEmail(request.email());
  errors::FieldErrors bad;
  bad.Check(email.has_value(), "email", "must be an e-mail address such as name@example.org, of 3 to 254 characters");
  bad.Check(request.locale().empty() || text::IsLocale(request.locale()), "locale", "must be en, fr, ar or es, or empty");
  bad.Check(domain::IsContinuePath(request.continue_path()), "continue_path",
            "must be empty or a path of the web app: one '/' first, at most 200 characters, no spaces or backslashes");
  if (!bad.ok()) return bad.status();

  const store::OpenSignIns open = store::LockOpenSignIns(call.db(), *email, call.now());
  if (auto allowed = domain::MayStartSignIn(open.count, open.first_expire_time, call.now()); !allowed.ok()) return allowed;

  domain::SignIn sign_in;
  sign_in.id = domain::SignInId::New(call.now());
  sign_in.email = email->text;
  sign_in.locale = request.locale().empty() ? "en" : request.locale();
  const bool known_zone = request.time_zone().size() <= kMaxZoneName && IsTimeZone(request.time_zone());
  sign_in.time_zone = known_zone ? request.time_zone() : "UTC";
  sign_in.continue_path = request.continue_path();
  sign_in.expire_time = call.now() + domain::kSignInLife;
  store::InsertSignIn(call.db(), sign_in, *email, call.now());
  call.AfterCommit(deps.wake_courier);

  response.set_sign_in_id(sign_in.id.text());
  *response.mutable_expire_time() = rpc::ToProto(sign_in.expire_time);
  return absl::OkStatus();
}

absl::Status CompleteSignIn(Deps& deps, rpc::Call& call, const v1::CompleteSignInRequest& request, v1::Session& response) {
  const auto sign_in_id = deps.sign_in_tokens.Read(request.token());
  if (!sign_in_id) return errors::InvalidField("token", "is not the token of a sign-in link: open the link of the mail, whole");

  const auto sign_in = store::GetSignInForUpdate(call.db(), *sign_in_id);
  if (!sign_in) return domain::LinkExpired();  // ended long ago and forgotten since
  if (auto allowed = domain::MayUse(*sign_in, call.now()); !allowed.ok()) return allowed;
  const auto email = ParseEmail(sign_in->email);
  if (!email) return absl::InternalError("a stored sign-in holds no address");

  store::UseSignIn(call.db(), sign_in->id, call.now());
  domain::User user = store::GetOrCreateUser(call.db(), *email, {sign_in->locale, sign_in->time_zone}, call.now());
  if (deps.operator_email && deps.operator_email->key == email->key) {
    store::GrantRole(call.db(), user, auth::Role::kOperator, PartnerId(), call.now());
  }
  const auto session_id = SessionId::New(call.now());
  store::InsertSession(call.db(), session_id, user.id, call.now(), call.now() + domain::kRefreshTokenLife);
  response = IssueTokens(deps, call, session_id, user);
  call.AfterCommit(deps.wake_relay);
  return absl::OkStatus();
}

}  // namespace parley::identity::handlers

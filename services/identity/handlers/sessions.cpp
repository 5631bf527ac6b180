#include "services/identity/store/sessions.h"
#include "libs/errors/error.h"
#include "services/identity/domain/secret.h"
#include "services/identity/domain/session.h"
#include "services/identity/handlers/answers.h"
#include "services/identity/handlers/handlers.h"
#include "services/identity/store/revocations.h"
#include "services/identity/store/users.h"

namespace parley::identity::handlers {
namespace {

// The session refreshes no more, and its access tokens are refused everywhere.
void End(postgres::Session& db, const SessionId& session_id, absl::Time now) {
  store::EndSession(db, session_id, now);
  store::PutRevocation(db, session_id.text(), 1, now);
}

absl::Status SessionEnded() { return errors::Unauthenticated("SESSION_ENDED", "this session has ended: sign in again"); }

}  // namespace

absl::Status RefreshSession(Deps& deps, rpc::Call& call, const v1::RefreshSessionRequest& request, v1::Session& response) {
  if (!domain::IsSecret(request.refresh_token())) {
    return errors::InvalidField("refresh_token", "is not a refresh token as CompleteSignIn and RefreshSession give it");
  }

  const auto token = store::GetRefreshTokenForUpdate(call.db(), request.refresh_token());
  if (!token) return SessionEnded();

  switch (domain::DecideRefresh(*token, call.now())) {
    case domain::RefreshOutcome::kEnded:
      return SessionEnded();
    case domain::RefreshOutcome::kReused:
      // The answer is an error, which rolls the call's transaction back; the end of the session must stay.
      return call.Outside([session_id = token->session_id, now = call.now()](postgres::Session& db) {
        End(db, session_id, now);
        return SessionEnded();
      });
    case domain::RefreshOutcome::kRotate:
      break;
  }
  const auto user = store::GetUser(call.db(), token->user_id);
  if (!user) return SessionEnded();
  store::RotateRefreshToken(call.db(), request.refresh_token(), call.now());
  response = IssueTokens(deps, call, token->session_id, *user);
  return absl::OkStatus();
}

absl::Status EndSession(Deps&, rpc::Call& call, const v1::EndSessionRequest&, v1::EndSessionResponse&) {
  End(call.db(), call.caller().user->session_id, call.now());
  return absl::OkStatus();
}

absl::Status GetJwks(Deps& deps, rpc::Call&, const v1::GetJwksRequest&, v1::Jwks& response) {
  for (const auth::PublicKey& key : deps.signing_keys->Published()) {
    v1::Jwk& out = *response.add_keys();
    out.set_kty("EC");
    out.set_crv("P-256");
    out.set_x(key.x);
    out.set_y(key.y);
    out.set_kid(key.kid);
    out.set_use("sig");
    out.set_alg("ES256");
  }
  return absl::OkStatus();
}

}  // namespace parley::identity::handlers

#include "services/identity/domain/api_client.h"

#include "libs/auth/digest.h"
#include "libs/errors/error.h"
#include "services/identity/domain/secret.h"

namespace parley::identity::domain {

absl::Status MayAddApiClient(int count) {
  if (count < kMaxApiClients) return absl::OkStatus();
  return errors::FailedPrecondition("TOO_MANY_API_CLIENTS", "the partner has 20 API clients: revoke one that is no longer used");
}

void Revoke(ApiClient& client, absl::Time now) {
  if (!client.revoke_time) client.revoke_time = now;
}

absl::Status Authenticate(const std::optional<ApiClient>& client, std::string_view secret) {
  // A client that is not there is compared too.
  const std::string expected = client ? client->secret_hash : SecretHash("nobody's");
  const bool fits = auth::ConstantTimeEqual(expected, SecretHash(secret));
  if (client && fits && !client->revoke_time) return absl::OkStatus();
  return errors::Unauthenticated("API_CLIENT_UNKNOWN", "there is no API client of this id and secret, or it was revoked");
}

}  // namespace parley::identity::domain

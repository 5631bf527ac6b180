#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"

namespace parley::identity::domain {

inline constexpr int kMaxApiClientName = 60;
// A partner's clients that are not revoked.
inline constexpr int kMaxApiClients = 20;

struct ApiClient {
  ApiClientId id;
  PartnerId partner_id;
  std::string name;
  std::vector<std::string> scopes;
  std::string secret_hash;
  absl::Time create_time;
  std::optional<absl::Time> revoke_time;
};

// FAILED_PRECONDITION (TOO_MANY_API_CLIENTS) when a partner has all it may have.
absl::Status MayAddApiClient(int count);

// Revoking a revoked one changes nothing.
void Revoke(ApiClient& client, absl::Time now);

// OK when the secret is the client's and it is not revoked. UNAUTHENTICATED (API_CLIENT_UNKNOWN) otherwise, whatever is wrong, in a time
// that does not tell.
absl::Status Authenticate(const std::optional<ApiClient>& client, std::string_view secret);

}  // namespace parley::identity::domain

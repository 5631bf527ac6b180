#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"

namespace parley::auth {

// As parley.api.v1.Role.
enum class Role { kFacilitator = 1, kSafeguardingOfficer = 2, kCoordinator = 3, kOperator = 4 };

// What API clients may be let do; a method's contract names the scopes it is open to (Access.api_client_scopes).
inline constexpr std::string_view kScopes[] = {"courses.write", "runs.write", "rosters.write", "events.read"};
bool IsScope(std::string_view text);

// What a user's access token says: user and platform roles only.
struct Claims {
  UserId user_id;
  SessionId session_id;
  std::vector<Role> roles;
  absl::Time expire_time;
  // Grows when something is taken from the user: tokens of before may say more than is true.
  int64_t version = 0;
};

// What the access token of a partner's API client says.
struct ClientClaims {
  ApiClientId client_id;
  PartnerId partner_id;
  std::vector<std::string> scopes;
  absl::Time expire_time;
};

// Who brings a token: a user or a client, never both.
struct Bearer {
  std::optional<Claims> user;
  std::optional<ClientClaims> client;
  absl::Time expire_time() const { return user ? user->expire_time : client->expire_time; }
};

// Public P-256 key in JWK terms (base64url coordinates).
struct PublicKey {
  std::string kid, x, y;
};

// Signs access tokens: JWS compact, ES256, typ "at+jwt" (RFC 9068), iss "parley", aud "parley". Identity alone has one. Thread-safe.
class TokenIssuer {
 public:
  // A PEM private key on P-256; the kid is its RFC 7638 thumbprint. INVALID_ARGUMENT for anything else.
  static absl::StatusOr<std::unique_ptr<TokenIssuer>> FromPem(const std::string& pem);
  // One for each of several keys, in their order. INVALID_ARGUMENT when there is none, or one is no private key on P-256.
  static absl::StatusOr<std::vector<std::unique_ptr<TokenIssuer>>> AllFromPem(const std::string& pem);
  virtual ~TokenIssuer() = default;
  virtual std::string Issue(const Claims& claims, absl::Time now) const = 0;
  virtual std::string IssueToClient(const ClientClaims& claims, absl::Time now) const = 0;
  virtual PublicKey public_key() const = 0;
};

// How long a verifier may go on without asking for the keys: so long those of a key that was withdrawn are good, and a key that signs
// sooner after it was published is not known everywhere.
inline constexpr absl::Duration kKeysRefresh = absl::Minutes(1);

// Below which version a subject's tokens (a user's or API client's, by id) are stale. A client has version 0 for ever, and is stale below 1
// once revoked.
using Revocations = std::unordered_map<std::string, int64_t>;

// Verifies access tokens by RFC 8725: fixed algorithm, typ, iss, aud, expiry (30 s of leeway), a known kid. Remembers tokens it has
// verified (bounded) until they expire. Asks `fetch` for the keys when it has none, when a kid is unknown (at most every 5 s), and every
// kKeysRefresh. Thread-safe.
class TokenVerifier {
 public:
  using FetchKeys = std::function<absl::StatusOr<std::vector<PublicKey>>()>;
  static std::unique_ptr<TokenVerifier> Make(FetchKeys fetch);
  virtual ~TokenVerifier() = default;
  // UNAUTHENTICATED (TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_STALE); UNAVAILABLE (KEYS_UNAVAILABLE) when no keys could be had;
  // (REVOCATIONS_UNAVAILABLE) while it is not known which tokens are stale.
  virtual absl::StatusOr<Bearer> Verify(std::string_view token, absl::Time now) = 0;
  // What is stale is told: until it is, no token is good.
  virtual void ExpectRevocations() = 0;
  // What is stale from now on, in place of what was before.
  virtual void Refuse(Revocations revocations) = 0;
};

}  // namespace parley::auth

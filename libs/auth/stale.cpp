#include "libs/auth/stale.h"

#include <string>
#include <utility>

#include "libs/auth/claims.h"
#include "libs/auth/digest.h"
#include "libs/errors/error.h"

namespace parley::auth {
namespace {

constexpr char kReason[] = "TOKEN_STALE";

}  // namespace

bool IsStale(const Bearer& bearer, const Revocations& revocations) {
  const auto is_below = [&](const std::string& subject, int64_t version) {
    const auto found = revocations.find(subject);
    return found != revocations.end() && version < found->second;
  };
  if (revocations.empty()) return false;
  if (bearer.client) return is_below(bearer.client->client_id.text(), 0);
  return is_below(bearer.user->user_id.text(), bearer.user->version) || is_below(bearer.user->session_id.text(), 0);
}

absl::Status StaleToken() { return errors::Unauthenticated(kReason, "what this token may has changed; refresh the session"); }

bool IsStaleToken(const absl::Status& status) { return !status.ok() && errors::DetailsOf(status).reason == kReason; }

absl::StatusOr<Bearer> ReadVerified(std::string_view token) {
  const size_t first = token.find('.');
  const size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos) return absl::InvalidArgumentError("not a token");
  const auto claims_json = FromBase64Url(token.substr(first + 1, second - first - 1));
  if (!claims_json.ok()) return claims_json.status();
  auto read = ReadClaimsJson(*claims_json);
  if (!read.ok()) return read.status();
  return std::move(read->bearer);
}

}  // namespace parley::auth

#include "services/identity/domain/session.h"

#include "libs/auth/digest.h"

namespace parley::identity::domain {
namespace {

constexpr int kTokenBytes = 32;
constexpr size_t kMaxTokenText = 64;

}  // namespace

RefreshOutcome DecideRefresh(const RefreshToken& token, absl::Time now) {
  if (token.session_end_time) return RefreshOutcome::kEnded;
  if (token.rotate_time) return RefreshOutcome::kReused;
  return token.expire_time <= now ? RefreshOutcome::kEnded : RefreshOutcome::kRotate;
}

std::string NewRefreshToken() { return auth::ToBase64Url(auth::RandomBytes(kTokenBytes)); }

bool IsRefreshToken(std::string_view text) {
  if (text.size() > kMaxTokenText) return false;
  auto bytes = auth::FromBase64Url(text);
  return bytes.ok() && bytes->size() == kTokenBytes;
}

std::string RefreshTokenHash(std::string_view token) { return auth::Sha256(token); }

}  // namespace parley::identity::domain

#include <mutex>
#include <utility>

#include "libs/auth/claims.h"
#include "libs/auth/digest.h"
#include "libs/auth/known_keys.h"
#include "libs/auth/stale.h"
#include "libs/auth/token.h"
#include "libs/auth/verified_tokens.h"
#include "libs/errors/error.h"

namespace parley::auth {
namespace {

constexpr size_t kLongestToken = 4096;
constexpr size_t kRemembered = 20000;
constexpr absl::Duration kLeeway = absl::Seconds(30);

// Says nothing of what is wrong: whoever has a good token need not know, and others must not.
absl::Status Invalid() { return errors::Unauthenticated("TOKEN_INVALID", "the access token is not valid; sign in again"); }
absl::Status Expired() { return errors::Unauthenticated("TOKEN_EXPIRED", "the access token has expired; refresh the session"); }

struct Parts {
  std::string_view signed_part, header, claims, signature;
};

std::optional<Parts> Split(std::string_view token) {
  const size_t first = token.find('.');
  const size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
  return Parts{token.substr(0, second), token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1)};
}

class KeyedVerifier final : public TokenVerifier {
 public:
  explicit KeyedVerifier(FetchKeys fetch) : keys_(std::move(fetch)), verified_(kRemembered) {}

  absl::StatusOr<Bearer> Verify(std::string_view token, absl::Time now) override {
    if (token.size() > kLongestToken) return Invalid();
    const std::string digest = Sha256(token);
    if (const auto known = verified_.Find(digest)) {
      // A key that was withdrawn takes its tokens with it.
      const auto key = keys_.Find(known->kid, now);
      if (!key.ok()) return key.status();
      if (*key == nullptr) return Invalid();
      return Check(known->bearer, now);
    }
    return VerifyNew(token, digest, now);
  }

  void ExpectRevocations() override {
    const std::lock_guard lock(mutex_);
    revocations_ = nullptr;
  }

  void Refuse(Revocations revocations) override {
    auto fresh = std::make_shared<const Revocations>(std::move(revocations));
    const std::lock_guard lock(mutex_);
    revocations_ = std::move(fresh);
  }

 private:
  // What a token that is ours can still be refused for, whenever it comes.
  absl::StatusOr<Bearer> Check(const Bearer& bearer, absl::Time now) const {
    const auto revocations = Stale();
    if (!revocations) {
      return errors::Unavailable("REVOCATIONS_UNAVAILABLE", "whether tokens are still good cannot be verified at the moment; try again");
    }
    if (IsStale(bearer, *revocations)) return StaleToken();
    if (now >= bearer.expire_time() + kLeeway) return Expired();
    return bearer;
  }

  std::shared_ptr<const Revocations> Stale() const {
    const std::lock_guard lock(mutex_);
    return revocations_;
  }

  absl::StatusOr<Bearer> VerifyNew(std::string_view token, const std::string& digest, absl::Time now) {
    const auto parts = Split(token);
    if (!parts) return Invalid();
    const auto header = FromBase64Url(parts->header);
    const auto claims_json = FromBase64Url(parts->claims);
    const auto signature = FromBase64Url(parts->signature);
    if (!header.ok() || !claims_json.ok() || !signature.ok()) return Invalid();
    const auto kid = ReadHeader(*header);
    if (!kid.ok()) return Invalid();
    const auto key = keys_.Find(*kid, now);
    if (!key.ok()) return key.status();
    if (*key == nullptr || !IsSignature(key->get(), parts->signed_part, *signature)) return Invalid();
    const auto read = ReadClaimsJson(*claims_json);
    if (!read.ok() || now + kLeeway < read->not_before) return Invalid();
    auto checked = Check(read->bearer, now);
    if (checked.ok()) verified_.Remember(digest, {*kid, read->bearer});
    return checked;
  }

  KnownKeys keys_;
  VerifiedTokens verified_;
  mutable std::mutex mutex_;
  // Null while they are expected.
  std::shared_ptr<const Revocations> revocations_ = std::make_shared<const Revocations>();
};

}  // namespace

std::unique_ptr<TokenVerifier> TokenVerifier::Make(FetchKeys fetch) { return std::make_unique<KeyedVerifier>(std::move(fetch)); }

}  // namespace parley::auth

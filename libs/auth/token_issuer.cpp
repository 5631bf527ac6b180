#include <utility>

#include "libs/auth/claims.h"
#include "libs/auth/digest.h"
#include "libs/auth/signature.h"
#include "libs/auth/token.h"

namespace parley::auth {
namespace {

class PemIssuer final : public TokenIssuer {
 public:
  explicit PemIssuer(openssl::Key key) : key_(std::move(key)), public_key_(Describe(key_.get())) {
    header_ = ToBase64Url(HeaderJson(public_key_.kid));
  }

  std::string Issue(const Claims& claims, absl::Time now) const override { return Signed(ClaimsJson(claims, now)); }

  std::string IssueToClient(const ClientClaims& claims, absl::Time now) const override { return Signed(ClientClaimsJson(claims, now)); }

  PublicKey public_key() const override { return public_key_; }

 private:
  std::string Signed(const std::string& claims) const {
    const std::string signed_part = header_ + '.' + ToBase64Url(claims);
    return signed_part + '.' + ToBase64Url(Sign(key_.get(), signed_part));
  }

  openssl::Key key_;
  PublicKey public_key_;
  std::string header_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<TokenIssuer>> TokenIssuer::FromPem(const std::string& pem) {
  auto key = ReadPrivateKey(pem);
  if (!key.ok()) return key.status();
  return std::make_unique<PemIssuer>(*std::move(key));
}

absl::StatusOr<std::vector<std::unique_ptr<TokenIssuer>>> TokenIssuer::AllFromPem(const std::string& pem) {
  auto keys = ReadPrivateKeys(pem);
  if (!keys.ok()) return keys.status();
  std::vector<std::unique_ptr<TokenIssuer>> issuers;
  for (auto& key : *keys) issuers.push_back(std::make_unique<PemIssuer>(std::move(key)));
  return issuers;
}

}  // namespace parley::auth

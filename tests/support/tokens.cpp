#include "tests/support/tokens.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <stdexcept>

namespace parley::test {

std::string NewSigningKey() {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), &BIO_free);
  if (!key || PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    throw std::runtime_error("OpenSSL makes no key");
  }
  char* text = nullptr;
  const auto length = BIO_get_mem_data(bio.get(), &text);
  return std::string(text, static_cast<size_t>(length));
}

Tokens::Tokens() : pem_(NewSigningKey()) {
  auto issuer = auth::TokenIssuer::FromPem(pem_);
  if (!issuer.ok()) throw std::runtime_error(std::string(issuer.status().message()));
  issuer_ = *std::move(issuer);
}

auth::TokenVerifier::FetchKeys Tokens::FetchKeys() const {
  return [issuer = issuer_]() -> absl::StatusOr<std::vector<auth::PublicKey>> { return std::vector{issuer->public_key()}; };
}

std::string Tokens::Bearer(const UserId& user_id, const std::vector<auth::Role>& roles, absl::Time now) const {
  return issuer_->Issue({user_id, SessionId::New(now), roles, now + absl::Minutes(15)}, now);
}

std::string Tokens::ClientBearer(const PartnerId& partner_id, const std::vector<std::string>& scopes, absl::Time now) const {
  return issuer_->IssueToClient({ApiClientId::New(now), partner_id, scopes, now + absl::Minutes(10)}, now);
}

}  // namespace parley::test

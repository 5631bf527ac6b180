#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/auth/token.h"

namespace parley::test {

// Stands in for identity: issues access tokens with a key of its own, and tells services under test the public part.
class Tokens {
 public:
  Tokens();

  // For service::Process and auth::TokenVerifier. Holds what it needs, so that it may outlive this.
  auth::TokenVerifier::FetchKeys FetchKeys() const;
  // A token of a fresh session, good for 15 minutes; give it to rpc::Client::Call as `bearer`.
  std::string Bearer(const UserId& user_id, const std::vector<auth::Role>& roles, absl::Time now) const;
  // A token of a new API client of a partner, good for 10 minutes.
  std::string ClientBearer(const PartnerId& partner_id, const std::vector<std::string>& scopes, absl::Time now) const;
  const auth::TokenIssuer& issuer() const { return *issuer_; }
  // The private key, for identity under test (PARLEY_SIGNING_KEY).
  const std::string& pem() const { return pem_; }

 private:
  std::string pem_;
  std::shared_ptr<const auth::TokenIssuer> issuer_;
};

// A fresh private key on P-256, as PEM.
std::string NewSigningKey();

}  // namespace parley::test

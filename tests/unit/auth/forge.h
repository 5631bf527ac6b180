#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "libs/auth/digest.h"
#include "libs/auth/signature.h"
#include "libs/auth/token.h"
#include "tests/support/tokens.h"

namespace parley::auth {

inline const absl::Time kNow = absl::FromUnixSeconds(1700000000);

// A token with a header and claims of the attacker's choice, signed as they like.
class Forge {
 public:
  Forge() : pem_(test::NewSigningKey()), key_(ReadPrivateKey(pem_).value()), issuer_(TokenIssuer::FromPem(pem_).value()) {}

  const TokenIssuer& issuer() const { return *issuer_; }
  std::string kid() const { return issuer_->public_key().kid; }
  std::string Header(const std::string& alg = "ES256", const std::string& typ = "at+jwt") const {
    return R"({"alg":")" + alg + R"(","typ":")" + typ + R"(","kid":")" + kid() + R"("})";
  }
  std::string Claims(const std::string& replace = "", const std::string& by = "") const {
    std::string claims = R"({"iss":"parley","aud":"parley","sub":"0190aaaa-0000-7000-8000-000000000001",)"
                         R"("sid":"0190aaaa-0000-7000-8000-000000000002","iat":1700000000,"exp":1700000900,"roles":["operator"]})";
    return replace.empty() ? claims : absl::StrReplaceAll(claims, {{replace, by}});
  }
  std::string Signed(const std::string& header, const std::string& claims) const {
    const std::string text = ToBase64Url(header) + "." + ToBase64Url(claims);
    return text + "." + ToBase64Url(Sign(key_.get(), text));
  }
  std::string With(const std::string& header, const std::string& claims, const std::string& signature) const {
    return ToBase64Url(header) + "." + ToBase64Url(claims) + "." + ToBase64Url(signature);
  }

 private:
  std::string pem_;
  openssl::Key key_;
  std::unique_ptr<TokenIssuer> issuer_;
};

inline TokenVerifier::FetchKeys KeysOf(const TokenIssuer& issuer) {
  return [key = issuer.public_key()]() -> absl::StatusOr<std::vector<PublicKey>> { return std::vector{key}; };
}

}  // namespace parley::auth

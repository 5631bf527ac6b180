#include "services/identity/domain/secret.h"

#include "libs/auth/digest.h"

namespace parley::identity::domain {
namespace {

constexpr int kSecretBytes = 32;
constexpr size_t kMaxSecretText = 64;

}  // namespace

std::string NewSecret() { return auth::ToBase64Url(auth::RandomBytes(kSecretBytes)); }

bool IsSecret(std::string_view text) {
  if (text.size() > kMaxSecretText) return false;
  auto bytes = auth::FromBase64Url(text);
  return bytes.ok() && bytes->size() == kSecretBytes;
}

std::string SecretHash(std::string_view secret) { return auth::Sha256(secret); }

}  // namespace parley::identity::domain

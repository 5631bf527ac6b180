#include <stdexcept>

#include "libs/auth/digest.h"
#include "libs/auth/openssl.h"

// A sealed text is nonce (12 bytes), ciphertext, tag (16 bytes).
namespace parley::auth {
namespace {

constexpr int kNonceBytes = 12;
constexpr int kTagBytes = 16;
constexpr size_t kKeyBytes = 32;

const unsigned char* Octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void CheckKey(std::string_view key) {
  if (key.size() != kKeyBytes) throw std::invalid_argument("a sealing key has 32 bytes");
}

}  // namespace

std::string Seal(std::string_view key, std::string_view plain) {
  CheckKey(key);
  const std::string nonce = RandomBytes(kNonceBytes);
  std::string cipher(plain.size(), '\0');
  std::string tag(kTagBytes, '\0');
  const openssl::CipherContext context(EVP_CIPHER_CTX_new());
  int count = 0;
  const bool sealed = EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, Octets(key), Octets(nonce)) == 1 &&
                      EVP_EncryptUpdate(context.get(), Octets(cipher), &count, Octets(plain), static_cast<int>(plain.size())) == 1 &&
                      EVP_EncryptFinal_ex(context.get(), Octets(cipher) + count, &count) == 1 &&
                      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag.data()) == 1;
  if (!sealed) throw std::runtime_error("sealing failed");
  return nonce + cipher + tag;
}

absl::StatusOr<std::string> Unseal(std::string_view key, std::string_view sealed) {
  CheckKey(key);
  if (sealed.size() < kNonceBytes + kTagBytes) return absl::InvalidArgumentError("too short to be sealed");
  const std::string_view nonce = sealed.substr(0, kNonceBytes);
  const std::string_view cipher = sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  std::string plain(cipher.size(), '\0');
  const openssl::CipherContext context(EVP_CIPHER_CTX_new());
  int count = 0;
  const bool opened = EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, Octets(key), Octets(nonce)) == 1 &&
                      EVP_DecryptUpdate(context.get(), Octets(plain), &count, Octets(cipher), static_cast<int>(cipher.size())) == 1 &&
                      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1 &&
                      EVP_DecryptFinal_ex(context.get(), Octets(plain) + count, &count) == 1;
  if (!opened) return absl::InvalidArgumentError("sealed with another key, or changed since");
  return plain;
}

}  // namespace parley::auth

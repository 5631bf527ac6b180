#include "libs/auth/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <stdexcept>

namespace parley::auth {
namespace {

constexpr size_t kDigestBytes = 32;
constexpr char kBase64Url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const unsigned char* Octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// The value of a base64url digit, or -1.
int DigitValue(char digit) {
  if (digit >= 'A' && digit <= 'Z') return digit - 'A';
  if (digit >= 'a' && digit <= 'z') return digit - 'a' + 26;
  if (digit >= '0' && digit <= '9') return digit - '0' + 52;
  if (digit == '-') return 62;
  return digit == '_' ? 63 : -1;
}

}  // namespace

std::string Sha256(std::string_view data) {
  std::string digest(kDigestBytes, '\0');
  if (EVP_Digest(data.data(), data.size(), Octets(digest), nullptr, EVP_sha256(), nullptr) != 1) throw std::runtime_error("SHA-256 failed");
  return digest;
}

std::string HmacSha256(std::string_view key, std::string_view data) {
  std::string digest(kDigestBytes, '\0');
  // OpenSSL takes a null key for "the key of before".
  const unsigned char* octets = key.empty() ? Octets("") : Octets(key);
  if (HMAC(EVP_sha256(), octets, static_cast<int>(key.size()), Octets(data), data.size(), Octets(digest), nullptr) == nullptr) {
    throw std::runtime_error("HMAC failed");
  }
  return digest;
}

std::string RandomBytes(int count) {
  std::string bytes(static_cast<size_t>(count), '\0');
  if (RAND_bytes(Octets(bytes), count) != 1) throw std::runtime_error("the system gives no random bytes");
  return bytes;
}

std::string ToBase64Url(std::string_view data) {
  std::string text;
  text.reserve((data.size() * 4 + 2) / 3);
  uint32_t bits = 0;
  int count = 0;
  for (const char octet : data) {
    bits = (bits << 8) | static_cast<unsigned char>(octet);
    for (count += 8; count >= 6; count -= 6) text += kBase64Url[(bits >> (count - 6)) & 63];
  }
  if (count > 0) text += kBase64Url[(bits << (6 - count)) & 63];
  return text;
}

absl::StatusOr<std::string> FromBase64Url(std::string_view text) {
  if (text.size() % 4 == 1) return absl::InvalidArgumentError("not base64url: its length cannot be");
  std::string data;
  data.reserve(text.size() * 3 / 4);
  uint32_t bits = 0;
  int count = 0;
  for (const char digit : text) {
    const int value = DigitValue(digit);
    if (value < 0) return absl::InvalidArgumentError("not base64url: a character of another alphabet");
    bits = (bits << 6) | static_cast<uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      data += static_cast<char>((bits >> count) & 0xff);
    }
  }
  // Only one text for each value: otherwise a signature could be written in several ways.
  if ((bits & ((1U << count) - 1)) != 0) return absl::InvalidArgumentError("not base64url: spare bits are set");
  return data;
}

std::string ToHex(std::string_view data) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(data.size() * 2);
  for (const char octet : data) {
    text += kDigits[static_cast<unsigned char>(octet) >> 4];
    text += kDigits[static_cast<unsigned char>(octet) & 15];
  }
  return text;
}

bool ConstantTimeEqual(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string DeriveKey(std::string_view secret, std::string_view purpose) {
  // RFC 5869 without a salt; 32 bytes are one block of the expansion.
  const std::string extracted = HmacSha256(std::string(kDigestBytes, '\0'), secret);
  return HmacSha256(extracted, std::string(purpose) + '\x01');
}

}  // namespace parley::auth

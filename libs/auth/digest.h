#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace parley::auth {

std::string Sha256(std::string_view data);                            // 32 raw bytes
std::string HmacSha256(std::string_view key, std::string_view data);  // 32 raw bytes
std::string RandomBytes(int count);                                   // from the operating system
std::string ToBase64Url(std::string_view data);                       // without padding
absl::StatusOr<std::string> FromBase64Url(std::string_view text);     // refuses padding and other alphabets
std::string ToHex(std::string_view data);
// Compares in a time that does not depend on where they differ.
bool ConstantTimeEqual(std::string_view a, std::string_view b);

// A key for one purpose, derived from a service's secret (HKDF-SHA256, RFC 5869, `purpose` as info).
std::string DeriveKey(std::string_view secret, std::string_view purpose);

// AES-256-GCM with a random nonce in front. `key` is 32 bytes.
std::string Seal(std::string_view key, std::string_view plain);
absl::StatusOr<std::string> Unseal(std::string_view key, std::string_view sealed);

}  // namespace parley::auth

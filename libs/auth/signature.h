#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/auth/openssl.h"
#include "libs/auth/token.h"

// ECDSA on P-256 with SHA-256, as JWS writes it (RFC 7518, 3.4). Private to this library.
namespace parley::auth {

// INVALID_ARGUMENT unless `pem` is a private key on P-256.
absl::StatusOr<openssl::Key> ReadPrivateKey(const std::string& pem);
// All of several, in their order. INVALID_ARGUMENT when there is none, or one of them is something else.
absl::StatusOr<std::vector<openssl::Key>> ReadPrivateKeys(const std::string& pem);
// INVALID_ARGUMENT unless the coordinates are those of a point on P-256.
absl::StatusOr<openssl::Key> MakePublicKey(const PublicKey& key);
// The public part in JWK terms; the kid is the thumbprint (RFC 7638).
PublicKey Describe(EVP_PKEY* key);

// 64 bytes: r and s.
std::string Sign(EVP_PKEY* key, std::string_view data);
bool IsSignature(EVP_PKEY* key, std::string_view data, std::string_view signature);

}  // namespace parley::auth

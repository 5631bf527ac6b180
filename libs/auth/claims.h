#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "libs/auth/token.h"

// The JSON of access tokens. Private to this library.
namespace parley::auth {

// The two JSON texts of a token, before base64url.
std::string HeaderJson(const std::string& kid);
std::string ClaimsJson(const Claims& claims, absl::Time now);

// The kid of a header that is of our tokens: alg ES256, typ at+jwt, nothing critical. INVALID_ARGUMENT otherwise.
absl::StatusOr<std::string> ReadHeader(std::string_view json);

struct ReadClaims {
  Claims claims;
  absl::Time not_before = absl::InfinitePast();
};
// INVALID_ARGUMENT when they are not by us, for us, or lack something. Roles that are not known here are passed over.
absl::StatusOr<ReadClaims> ReadClaimsJson(std::string_view json);

}  // namespace parley::auth

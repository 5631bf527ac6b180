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
std::string ClientClaimsJson(const ClientClaims& claims, absl::Time now);

// The kid of a header that is of our tokens: alg ES256, typ at+jwt, nothing critical. INVALID_ARGUMENT otherwise.
absl::StatusOr<std::string> ReadHeader(std::string_view json);

struct ReadClaims {
  Bearer bearer;
  absl::Time not_before = absl::InfinitePast();
};
// A token says whose it is by client_id: "parley" (or nothing) for a user's, whose client is our own app, otherwise the API client.
// INVALID_ARGUMENT when they are not by us, for us, lack something, or are half of one kind and half of the other. Roles and scopes that
// are not known here are passed over.
absl::StatusOr<ReadClaims> ReadClaimsJson(std::string_view json);

}  // namespace parley::auth

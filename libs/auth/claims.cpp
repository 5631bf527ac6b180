#include "libs/auth/claims.h"

#include <jansson.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>

namespace parley::auth {
namespace {

constexpr char kType[] = "at+jwt";
constexpr char kAlgorithm[] = "ES256";
constexpr char kParty[] = "parley";  // who issues, and for whom

struct RoleName {
  Role role;
  const char* name;
};
constexpr std::array<RoleName, 4> kRoleNames = {{{Role::kFacilitator, "facilitator"},
                                                 {Role::kSafeguardingOfficer, "safeguarding_officer"},
                                                 {Role::kCoordinator, "coordinator"},
                                                 {Role::kOperator, "operator"}}};

struct Decref {
  void operator()(json_t* json) const { json_decref(json); }
};
using Json = std::unique_ptr<json_t, Decref>;

std::string Dump(const Json& json) {
  const std::unique_ptr<char, decltype(&std::free)> text(json_dumps(json.get(), JSON_COMPACT), &std::free);
  if (!text) throw std::runtime_error("a token's JSON could not be written");
  return text.get();
}

Json Parse(std::string_view text) {
  Json json(json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES, nullptr));
  return json_is_object(json.get()) ? std::move(json) : nullptr;
}

std::optional<std::string> Text(const Json& json, const char* name) {
  const json_t* value = json_object_get(json.get(), name);
  if (!json_is_string(value)) return std::nullopt;
  return std::string(json_string_value(value), json_string_length(value));
}

// 0 when it is not there: tokens of a release before had none.
int64_t Version(const Json& json) { return json_integer_value(json_object_get(json.get(), "ver")); }

std::optional<absl::Time> Time(const Json& json, const char* name) {
  const json_t* value = json_object_get(json.get(), name);
  if (!json_is_integer(value)) return std::nullopt;
  return absl::FromUnixSeconds(json_integer_value(value));
}

void ReadRoles(const Json& json, std::vector<Role>& roles) {
  size_t index = 0;
  json_t* value = nullptr;
  json_array_foreach(json_object_get(json.get(), "roles"), index, value) {
    const char* name = json_string_value(value);
    for (const auto& known : kRoleNames) {
      if (name != nullptr && std::string_view(name) == known.name) roles.push_back(known.role);
    }
  }
}

// A scope claim is a list with spaces (RFC 8693, 4.2).
void ReadScopes(std::string_view text, std::vector<std::string>& scopes) {
  while (!text.empty()) {
    const std::string_view scope = text.substr(0, text.find(' '));
    if (IsScope(scope)) scopes.emplace_back(scope);
    text.remove_prefix(std::min(scope.size() + 1, text.size()));
  }
}

std::string JoinScopes(const std::vector<std::string>& scopes) {
  std::string text;
  for (const std::string& scope : scopes) text += (text.empty() ? "" : " ") + scope;
  return text;
}

std::optional<Claims> ReadUser(const Json& json, absl::Time expire_time) {
  const auto user_id = Text(json, "sub");
  const auto session_id = Text(json, "sid");
  if (!user_id || !IsUuid(*user_id) || !session_id || !IsUuid(*session_id)) return std::nullopt;
  Claims claims{UserId::Trusted(*user_id), SessionId::Trusted(*session_id), {}, expire_time, Version(json)};
  ReadRoles(json, claims.roles);
  return claims;
}

std::optional<ClientClaims> ReadClient(const Json& json, const std::string& client_id, absl::Time expire_time) {
  const auto partner_id = Text(json, "partner_id");
  const auto scope = Text(json, "scope");
  const bool of_user = json_object_get(json.get(), "sid") != nullptr || json_object_get(json.get(), "roles") != nullptr;
  if (of_user || !IsUuid(client_id) || Text(json, "sub") != client_id || !partner_id || !IsUuid(*partner_id) || !scope) return std::nullopt;
  ClientClaims claims{ApiClientId::Trusted(client_id), PartnerId::Trusted(*partner_id), {}, expire_time};
  ReadScopes(*scope, claims.scopes);
  return claims;
}

}  // namespace

bool IsScope(std::string_view text) { return std::find(std::begin(kScopes), std::end(kScopes), text) != std::end(kScopes); }

std::string HeaderJson(const std::string& kid) {
  const Json json(json_pack("{s:s, s:s, s:s}", "alg", kAlgorithm, "typ", kType, "kid", kid.c_str()));
  return Dump(json);
}

std::string ClaimsJson(const Claims& claims, absl::Time now) {
  json_t* roles = json_array();
  for (const Role role : claims.roles) {
    for (const auto& known : kRoleNames) {
      if (known.role == role) json_array_append_new(roles, json_string(known.name));
    }
  }
  const Json json(json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:o}", "iss", kParty, "aud", kParty, "client_id", kParty, "sub",
                            claims.user_id.text().c_str(), "sid", claims.session_id.text().c_str(), "jti", NewUuid(now).c_str(), "iat",
                            static_cast<json_int_t>(absl::ToUnixSeconds(now)), "exp",
                            static_cast<json_int_t>(absl::ToUnixSeconds(claims.expire_time)), "ver",
                            static_cast<json_int_t>(claims.version), "roles", roles));
  return Dump(json);
}

std::string ClientClaimsJson(const ClientClaims& claims, absl::Time now) {
  const std::string& client_id = claims.client_id.text();
  const Json json(json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:I}", "iss", kParty, "aud", kParty, "client_id", client_id.c_str(),
                            "sub", client_id.c_str(), "partner_id", claims.partner_id.text().c_str(), "scope",
                            JoinScopes(claims.scopes).c_str(), "jti", NewUuid(now).c_str(), "iat",
                            static_cast<json_int_t>(absl::ToUnixSeconds(now)), "exp",
                            static_cast<json_int_t>(absl::ToUnixSeconds(claims.expire_time))));
  return Dump(json);
}

absl::StatusOr<std::string> ReadHeader(std::string_view text) {
  const Json json = Parse(text);
  if (!json || Text(json, "alg") != kAlgorithm || Text(json, "typ") != kType) return absl::InvalidArgumentError("not an access token");
  if (json_object_get(json.get(), "crit") != nullptr) return absl::InvalidArgumentError("something critical that is not known here");
  auto kid = Text(json, "kid");
  if (!kid) return absl::InvalidArgumentError("no kid");
  return *std::move(kid);
}

absl::StatusOr<ReadClaims> ReadClaimsJson(std::string_view text) {
  const Json json = Parse(text);
  if (!json || Text(json, "iss") != kParty || Text(json, "aud") != kParty) return absl::InvalidArgumentError("by or for somebody else");
  const auto expire_time = Time(json, "exp");
  if (!expire_time) return absl::InvalidArgumentError("exp is missing");
  const std::string client_id = Text(json, "client_id").value_or(kParty);
  ReadClaims read;
  if (client_id == kParty) {
    read.bearer.user = ReadUser(json, *expire_time);
  } else {
    read.bearer.client = ReadClient(json, client_id, *expire_time);
  }
  if (!read.bearer.user && !read.bearer.client) return absl::InvalidArgumentError("what says whose it is is missing");
  if (json_object_get(json.get(), "nbf") != nullptr) read.not_before = Time(json, "nbf").value_or(absl::InfiniteFuture());
  return read;
}

}  // namespace parley::auth

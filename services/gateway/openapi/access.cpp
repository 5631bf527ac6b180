#include "services/gateway/openapi/access.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace parley::gateway::openapi {
namespace {

namespace json = boost::json;

// ROLE_SAFEGUARDING_OFFICER as "safeguarding officers".
std::string People(int role) {
  const std::string& name = api::v1::Role_Name(static_cast<api::v1::Role>(role));
  return absl::AsciiStrToLower(absl::StrReplaceAll(absl::StripPrefix(name, "ROLE_"), {{"_", " "}})) + "s";
}

bool TakesUsers(const api::v1::Access& access) { return access.signed_in() || access.roles_size() > 0; }

}  // namespace

std::string DescribeAccess(const api::v1::Access& access) {
  if (access.public_()) return "Anybody may call it.";
  std::vector<std::string> callers;
  if (access.roles_size() == 0 && access.signed_in()) callers.emplace_back("whoever is signed in");
  for (const int role : access.roles()) callers.push_back(People(role));
  if (access.api_client_scopes_size() > 0) {
    callers.push_back("a partner's API client with the scope `" + absl::StrJoin(access.api_client_scopes(), "` or `") + "`");
  }
  std::string text = "May be called by ";
  for (size_t i = 0; i < callers.size(); ++i) text.append(i == 0 ? "" : i + 1 < callers.size() ? ", " : " or ").append(callers[i]);
  return text + ".";
}

json::object AccessExtension(const api::v1::Access& access) {
  json::object extension;
  if (access.public_()) extension["public"] = true;
  if (TakesUsers(access)) extension["signedIn"] = true;
  json::array roles;
  for (const int role : access.roles()) roles.emplace_back(api::v1::Role_Name(static_cast<api::v1::Role>(role)));
  if (!roles.empty()) extension["roles"] = std::move(roles);
  json::array scopes(access.api_client_scopes().begin(), access.api_client_scopes().end());
  if (!scopes.empty()) extension["apiClientScopes"] = std::move(scopes);
  return extension;
}

json::array SecurityOf(const api::v1::Access& access, http::Method method) {
  json::array ways;
  if (access.public_()) ways.push_back(json::object{});
  ways.push_back(json::object{{"bearer", json::array{}}});
  if (!access.public_() && !TakesUsers(access)) return ways;  // API clients have no cookies
  json::object cookie{{"cookie", json::array{}}};
  if (method != http::Method::kGet) cookie["ownPages"] = json::array{};
  ways.push_back(std::move(cookie));
  return ways;
}

json::object SecuritySchemes() {
  return {
      {"bearer",
       {{"type", "http"},
        {"scheme", "bearer"},
        {"bearerFormat", "JWT"},
        {"description", "The access token of a session (POST /v1/sessions) or of a partner's API client (POST /v1/apiTokens)."}}},
      {"cookie",
       {{"type", "apiKey"},
        {"in", "cookie"},
        {"name", "parley_access"},
        {"description", "The access token of a browser that opened its session with the header `Parley-Session: cookie`."}}},
      {"ownPages",
       {{"type", "apiKey"},
        {"in", "header"},
        {"name", "Parley-Session"},
        {"description", "`cookie`: goes with the cookie wherever something may change, for other sites can't send it."}}},
  };
}

}  // namespace parley::gateway::openapi

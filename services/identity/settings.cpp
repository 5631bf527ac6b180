#include "services/identity/settings.h"

namespace parley::identity {
namespace {

std::shared_ptr<SigningKeys> ReadSigningKeys(config::Environment& environment, absl::Time now) {
  const std::string pem = environment.Required("PARLEY_SIGNING_KEY");
  if (pem.empty()) return nullptr;  // noted already
  auto keys = SigningKeys::Make(pem, environment.Optional("PARLEY_SIGNING_KEY_FILE", ""), now);
  if (!keys.ok()) {
    environment.AddError("PARLEY_SIGNING_KEY",
                         "must be PEM private keys on P-256, one or more (openssl ecparam -name prime256v1 -genkey -noout)");
    return nullptr;
  }
  return *std::move(keys);
}

std::string ReadWebUrl(config::Environment& environment) {
  std::string url = environment.Required("PARLEY_WEB_URL");
  while (!url.empty() && url.back() == '/') url.pop_back();
  if (!url.empty() && url.rfind("http://", 0) != 0 && url.rfind("https://", 0) != 0) {
    environment.AddError("PARLEY_WEB_URL", "must begin with https:// or http://");
  }
  return url;
}

std::optional<Email> ReadOperator(config::Environment& environment) {
  const std::string text = environment.Optional("PARLEY_OPERATOR_EMAIL", "");
  if (text.empty()) return std::nullopt;
  auto email = ParseEmail(text);
  if (!email) environment.AddError("PARLEY_OPERATOR_EMAIL", "must be an e-mail address such as name@example.org");
  return email;
}

}  // namespace

Settings ReadSettings(config::Environment& environment, absl::Time now) {
  Settings settings;
  settings.signing_keys = ReadSigningKeys(environment, now);
  settings.web_url = ReadWebUrl(environment);
  settings.operator_email = ReadOperator(environment);
  return settings;
}

}  // namespace parley::identity

#include "services/notifications/settings.h"

namespace parley::notifications {
namespace {

http::SmtpTls ReadTls(config::Environment& environment) {
  const std::string text = environment.Optional("PARLEY_SMTP_TLS", "required");
  if (text == "opportunistic") return http::SmtpTls::kOpportunistic;
  if (text == "none") return http::SmtpTls::kNone;
  if (text != "required") environment.AddError("PARLEY_SMTP_TLS", "should be required, opportunistic or none");
  return http::SmtpTls::kRequired;
}

}  // namespace

Settings ReadSettings(config::Environment& environment) {
  Settings settings;
  settings.smtp.url = environment.Required("PARLEY_SMTP_URL");
  if (!settings.smtp.url.empty() && !settings.smtp.url.starts_with("smtp://") && !settings.smtp.url.starts_with("smtps://")) {
    environment.AddError("PARLEY_SMTP_URL", "should be smtp://host:port or smtps://host:port");
  }
  settings.smtp.user = environment.Optional("PARLEY_SMTP_USER", "");
  settings.smtp.password = environment.Optional("PARLEY_SMTP_PASSWORD", "");
  settings.smtp.tls = ReadTls(environment);
  settings.smtp.ca = environment.Optional("PARLEY_SMTP_CA", "");
  const std::string from = environment.Required("PARLEY_MAIL_FROM");
  if (auto mailbox = ParseMailbox(from); mailbox.ok()) {
    settings.from = *std::move(mailbox);
  } else if (!from.empty()) {
    environment.AddError("PARLEY_MAIL_FROM", std::string(mailbox.status().message()));
  }
  settings.web_url = environment.Required("PARLEY_WEB_URL");
  while (settings.web_url.ends_with('/')) settings.web_url.pop_back();
  return settings;
}

}  // namespace parley::notifications

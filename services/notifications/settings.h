#pragma once

#include <string>

#include "libs/config/environment.h"
#include "libs/http/smtp.h"
#include "services/notifications/mail.h"

namespace parley::notifications {

// Notifications' own settings, beside those of every service.
struct Settings {
  http::SmtpServer smtp;  // PARLEY_SMTP_URL, _USER, _PASSWORD (or _FILE), _TLS (required, opportunistic, none), _CA
  Mailbox from;           // PARLEY_MAIL_FROM: "Parley <no-reply@example.org>"
  std::string web_url;    // PARLEY_WEB_URL: where the web app is, without a final '/'
};

// Reads them; errors are gathered in `environment`.
Settings ReadSettings(config::Environment& environment);

}  // namespace parley::notifications

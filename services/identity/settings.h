#pragma once

#include <memory>
#include <optional>
#include <string>

#include "libs/auth/token.h"
#include "libs/config/environment.h"
#include "libs/text/email.h"

namespace parley::identity {

// Identity's own settings, beside those of every service.
struct Settings {
  std::shared_ptr<const auth::TokenIssuer> issuer;  // of PARLEY_SIGNING_KEY (or _FILE): a PEM private key on P-256
  std::string web_url;                              // PARLEY_WEB_URL: where the web app is, without a final '/'
  std::optional<Email> operator_email;              // PARLEY_OPERATOR_EMAIL: becomes an operator; empty: nobody
};

// Reads them; errors are gathered in `environment`.
Settings ReadSettings(config::Environment& environment);

}  // namespace parley::identity

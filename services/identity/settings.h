#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "libs/config/environment.h"
#include "libs/text/email.h"
#include "services/identity/signing_keys.h"

namespace parley::identity {

// Identity's own settings, beside those of every service.
struct Settings {
  std::shared_ptr<SigningKeys> signing_keys;  // PARLEY_SIGNING_KEY, or PARLEY_SIGNING_KEY_FILE, which may change
  std::string web_url;                        // PARLEY_WEB_URL: where the web app is, without a final '/'
  std::optional<Email> operator_email;        // PARLEY_OPERATOR_EMAIL: becomes an operator; empty: nobody
};

// Reads them; errors are gathered in `environment`.
Settings ReadSettings(config::Environment& environment, absl::Time now);

}  // namespace parley::identity

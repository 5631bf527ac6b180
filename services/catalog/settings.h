#pragma once

#include <string>

#include "absl/time/time.h"
#include "libs/config/environment.h"

namespace parley::catalog {

// The catalog's own settings, beside those of every service.
struct Settings {
  bool seed = false;          // PARLEY_SEED: load the three courses of seed/ at start
  std::string web_url;        // PARLEY_WEB_URL: where the web app is, without a final '/'
  absl::Duration offer_time;  // PARLEY_OFFER_TIME: how long an offer holds a seat
};

// Reads them; errors are gathered in `environment`.
Settings ReadSettings(config::Environment& environment);

}  // namespace parley::catalog

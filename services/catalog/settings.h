#pragma once

#include "libs/config/environment.h"

namespace parley::catalog {

// The catalog's own settings, beside those of every service.
struct Settings {
  bool seed = false;  // PARLEY_SEED: load the three courses of seed/ at start
};

// Reads them; errors are gathered in `environment`.
Settings ReadSettings(config::Environment& environment);

}  // namespace parley::catalog

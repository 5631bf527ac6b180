#pragma once

#include "libs/config/environment.h"

namespace parley::partners {

// The own settings of partners, beside those of every service.
struct Settings {
  bool seed = false;  // PARLEY_SEED: make the partner that the seed courses belong to at start
};

// Reads them; errors are gathered in `environment`.
Settings ReadSettings(config::Environment& environment);

}  // namespace parley::partners

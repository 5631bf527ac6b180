#pragma once

#include <cstdint>
#include <string>

#include "libs/config/environment.h"

namespace parley::exchange {

// The exchange's own, beside those every service has.
struct Settings {
  std::string blob_root;         // PARLEY_BLOB_ROOT: the folder of uploads and renditions
  int64_t feed_cache_bytes = 0;  // PARLEY_FEED_CACHE_BYTES: memory for first pages of feeds
};

// Errors are gathered in `environment`.
Settings ReadSettings(config::Environment& environment);

}  // namespace parley::exchange

#include "services/exchange/settings.h"

namespace parley::exchange {

Settings ReadSettings(config::Environment& environment) {
  Settings settings;
  settings.blob_root = environment.Required("PARLEY_BLOB_ROOT");
  settings.feed_cache_bytes = environment.Integer("PARLEY_FEED_CACHE_BYTES", 32 << 20, 0, int64_t{1} << 40);
  return settings;
}

}  // namespace parley::exchange

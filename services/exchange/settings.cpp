#include "services/exchange/settings.h"

namespace parley::exchange {

Settings ReadSettings(config::Environment& environment) { return {environment.Required("PARLEY_BLOB_ROOT")}; }

}  // namespace parley::exchange

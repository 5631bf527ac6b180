#include "services/catalog/settings.h"

namespace parley::catalog {

Settings ReadSettings(config::Environment& environment) { return {environment.Flag("PARLEY_SEED", false)}; }

}  // namespace parley::catalog

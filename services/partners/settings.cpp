#include "services/partners/settings.h"

namespace parley::partners {

Settings ReadSettings(config::Environment& environment) { return {environment.Flag("PARLEY_SEED", false)}; }

}  // namespace parley::partners

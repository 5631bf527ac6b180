#pragma once

#include <memory>

#include "absl/status/status.h"
#include "libs/config/environment.h"
#include "libs/service/process.h"
#include "libs/time/clock.h"

namespace parley::exchange {

// Makes the exchange of its settings, without starting it. INVALID_ARGUMENT with a line for each wrong setting.
absl::Status Compose(config::Environment& environment, const Clock& clock, std::unique_ptr<service::Process>& process);

}  // namespace parley::exchange

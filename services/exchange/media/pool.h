#pragma once

#include <memory>

#include "absl/status/status.h"
#include "libs/blob/store.h"
#include "libs/time/clock.h"
#include "services/exchange/media/settings.h"

namespace parley::exchange::media {

// The media worker's process, without its main: as many workers as the settings say, each in a thread. Waits for a signal.
absl::Status RunUntilSignal(config::Environment& environment, const Clock& clock);

}  // namespace parley::exchange::media

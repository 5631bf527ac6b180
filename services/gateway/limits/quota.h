#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace parley::gateway::limits {

// "600/30s": 600 at once, and over time one every 50 ms, for what was spent comes back evenly.
struct Quota {
  int64_t count = 0;  // 0: as many as anybody likes
  absl::Duration window;

  bool unlimited() const { return count == 0; }
};

// Of such a text, or "off". INVALID_ARGUMENT says what it must be; no more than one a microsecond.
absl::StatusOr<Quota> ParseQuota(const std::string& text);

}  // namespace parley::gateway::limits

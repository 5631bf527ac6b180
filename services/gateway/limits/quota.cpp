#include "services/gateway/limits/quota.h"

#include "services/gateway/http/request.h"

namespace parley::gateway::limits {
namespace {

constexpr absl::Duration kLongestWindow = absl::Hours(24);

}  // namespace

absl::StatusOr<Quota> ParseQuota(const std::string& text) {
  if (text == "off") return Quota{};
  const size_t slash = text.find('/');
  const auto count = http::ParseCount(std::string_view(text).substr(0, slash));
  absl::Duration window;
  const bool is_window = slash != std::string::npos && absl::ParseDuration(text.substr(slash + 1), &window);
  if (!count || *count == 0 || !is_window || window <= absl::ZeroDuration() || window > kLongestWindow ||
      *count > absl::ToInt64Microseconds(window)) {
    return absl::InvalidArgumentError("must be so many in so long, such as 600/30s (at most 24h), or off");
  }
  return Quota{*count, window};
}

}  // namespace parley::gateway::limits

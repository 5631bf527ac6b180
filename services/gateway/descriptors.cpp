#include "services/gateway/descriptors.h"

#include <sys/resource.h>

#include <algorithm>

namespace parley::gateway {
namespace {

// For the services, Redis, blobs being read and written.
constexpr rlim_t kForOtherThings = 1000;
constexpr rlim_t kMost = 10'000'000;

}  // namespace

int RaiseDescriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return static_cast<int>(kMost);
  const rlimit raised{limit.rlim_max, limit.rlim_max};
  if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  const rlim_t files = std::min(limit.rlim_cur, kMost);
  return static_cast<int>(files > 2 * kForOtherThings ? files - kForOtherThings : files / 2);
}

}  // namespace parley::gateway

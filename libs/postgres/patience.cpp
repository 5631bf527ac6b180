#include "libs/postgres/patience.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <stdexcept>

#include "absl/time/clock.h"
#include "libs/postgres/connection.h"

namespace parley::postgres {
namespace {

// In which most statements end by themselves: a new connection costs the server more than they do, and callers choose their deadlines.
constexpr absl::Duration kLastMoment = absl::Milliseconds(100);

int MillisecondsUntil(absl::Time end, absl::Time now) {
  if (end == absl::InfiniteFuture()) return -1;
  return static_cast<int>(std::clamp<int64_t>(absl::ToInt64Milliseconds(end - now) + 1, 0, 1'000'000));
}

}  // namespace

Patience::Patience() : wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (wake_ < 0) throw std::runtime_error("there are no more files to open");
}

Patience::~Patience() { close(wake_); }

void Patience::Begin(absl::Time deadline) {
  deadline_ = deadline + kLastMoment;
  hurrying_ = false;
  if (!interrupted_.exchange(false)) return;
  uint64_t count = 0;
  [[maybe_unused]] const ssize_t taken = read(wake_, &count, sizeof(count));
}

void Patience::Interrupt() {
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof(one));
  interrupted_ = true;
}

void Patience::BeginStep(absl::Duration longest) {
  step_deadline_ = longest > absl::ZeroDuration() ? absl::Now() + longest : absl::InfiniteFuture();
}

void Patience::Await(int socket, bool to_write) {
  while (true) {
    const absl::Time now = absl::Now();
    const absl::Time end = std::min(deadline_, step_deadline_);
    if (now >= end) throw Abandoned("the server took too long");
    std::array<pollfd, 2> files = {{{socket, static_cast<short>(to_write ? POLLIN | POLLOUT : POLLIN), 0}, {wake_, POLLIN, 0}}};
    const int ready = poll(files.data(), hurrying_ ? 1 : 2, MillisecondsUntil(end, now));
    if (ready < 0 && errno != EINTR) throw Abandoned("the connection cannot be waited for");
    if (ready > 0 && files[0].revents != 0) return;
    if (ready > 0) {
      hurrying_ = true;
      deadline_ = std::min(deadline_, now + kLastMoment);
    }
  }
}

}  // namespace parley::postgres

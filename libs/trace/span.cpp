#include "libs/trace/span.h"

#include <atomic>
#include <mutex>
#include <utility>

#include "absl/time/clock.h"
#include "libs/trace/trace.h"

namespace parley::trace {
namespace {

using Recorder = std::shared_ptr<const std::function<void(Work)>>;

// Read before every piece of work; the recorder itself only when something is recorded.
std::atomic<bool> recording{false};

struct Place {
  std::mutex mutex;
  Recorder recorder;
};

// Never destroyed: threads may still work when the process ends.
Place& ThePlace() {
  static auto* place = new Place();
  return *place;
}

}  // namespace

void SetRecorder(Recorder recorder) {
  Place& place = ThePlace();
  const std::lock_guard lock(place.mutex);
  recording = recorder != nullptr;
  place.recorder.swap(recorder);
}

Span::~Span() {
  Place& place = ThePlace();
  Recorder recorder;
  {
    const std::lock_guard lock(place.mutex);
    recorder = place.recorder;
  }
  if (recorder == nullptr) return;
  work_.end_time = absl::Now();
  (*recorder)(std::move(work_));
}

std::unique_ptr<Span> Begin(Kind kind, std::string_view name, std::string_view parent, std::string own) {
  if (!recording.load(std::memory_order_relaxed) || !IsSampled(own.empty() ? parent : own)) return nullptr;
  Work work{kind, std::string(name), own.empty() ? Continue(parent) : std::move(own), std::string(parent), absl::Now(), {}, {}};
  return std::make_unique<Span>(std::move(work));
}

void Conclude(Span* span, absl::StatusCode code) {
  if (span != nullptr && code != absl::StatusCode::kOk) span->Fail(absl::StatusCodeToString(code));
}

const std::string& Recorded() {
  static const std::string none;
  return recording.load(std::memory_order_relaxed) && IsSampled(Current()) ? Current() : none;
}

}  // namespace parley::trace

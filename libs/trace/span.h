#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"

// What is recorded of a piece of work, for whoever exports it (rpc::SpanExporter). Nothing is, and nothing is paid but a look at a flag,
// while nobody exports or the trace is not sampled (the flag of its traceparent).
namespace parley::trace {

// As OpenTelemetry numbers them.
enum class Kind { kInternal = 1, kServer = 2, kClient = 3, kConsumer = 5 };

// A piece of work that has ended.
struct Work {
  Kind kind = Kind::kInternal;
  std::string name;
  std::string traceparent;  // what it carried on: its trace and its own id
  std::string parent;       // the traceparent of whom it was done for
  absl::Time begin_time;
  absl::Time end_time;
  std::string failure;  // why it failed, a code; empty when it did not
};

// Takes work that has ended: called by any thread, and must not wait. The last one set counts; nullptr ends it.
void SetRecorder(std::shared_ptr<const std::function<void(Work)>> recorder);

// A piece of work under way, until it is destroyed.
class Span {
 public:
  explicit Span(Work work) : work_(std::move(work)) {}
  ~Span();
  Span(const Span&) = delete;
  Span& operator=(const Span&) = delete;

  // What work for this one carries on.
  const std::string& traceparent() const { return work_.traceparent; }
  // Once it is known what it is.
  void Rename(std::string name) { work_.name = std::move(name); }
  void Fail(std::string_view code) { work_.failure = code; }

 private:
  Work work_;
};

// Begins a piece of work for `parent`, a traceparent; nullptr when it is not recorded. `own`: what it carries on, where that was made
// before.
std::unique_ptr<Span> Begin(Kind kind, std::string_view name, std::string_view parent, std::string own = {});

// What came of it: nothing to say when it is not recorded (nullptr), or went well.
void Conclude(Span* span, absl::StatusCode code);

// The thread's traceparent where what is done for it is recorded, else empty.
const std::string& Recorded();

}  // namespace parley::trace

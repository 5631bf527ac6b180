#pragma once

#include <string>
#include <string_view>

// Which request a piece of work belongs to, through all services: the header `traceparent` of W3C Trace Context (level 1),
// "00-<trace-id, 32 hex>-<parent-id, 16 hex>-<flags, 2 hex>". The gateway begins a trace or takes up the caller's; calls carry it on, and
// log lines name it.
namespace parley::trace {

// What a call on behalf of `traceparent` carries: its trace and flags, and a parent-id of its own. One that is malformed, or empty, counts
// as none: a new trace begins, which says that its beginner recorded nothing.
std::string Continue(std::string_view traceparent);

// The trace-id of a well-formed traceparent, empty for others. A view into the argument.
std::string_view IdOf(std::string_view traceparent);

// The parent-id of a well-formed traceparent, empty for others. A view into the argument.
std::string_view ParentOf(std::string_view traceparent);

// Whether a well-formed traceparent says that its trace is recorded.
bool IsSampled(std::string_view traceparent);

// The traceparent of what this thread works for; empty outside of any.
const std::string& Current();

// Sets it for as long as it lives.
class Scope {
 public:
  explicit Scope(std::string traceparent);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  std::string before_;
};

}  // namespace parley::trace

#include "libs/trace/trace.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/random/random.h"

namespace parley::trace {
namespace {

constexpr size_t kTraceAt = 3;
constexpr size_t kTraceDigits = 32;
constexpr size_t kParentAt = kTraceAt + kTraceDigits + 1;
constexpr size_t kParentDigits = 16;
constexpr size_t kFlagsAt = kParentAt + kParentDigits + 1;
constexpr size_t kLength = kFlagsAt + 2;

thread_local std::string current;

bool IsHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

bool IsWellFormed(std::string_view text) {
  if (text.size() < kLength || text[kTraceAt - 1] != '-' || text[kParentAt - 1] != '-' || text[kFlagsAt - 1] != '-') return false;
  const std::string_view version = text.substr(0, 2);
  const std::string_view trace = text.substr(kTraceAt, kTraceDigits);
  const std::string_view parent = text.substr(kParentAt, kParentDigits);
  if (!IsHex(version) || !IsHex(trace) || !IsHex(parent) || !IsHex(text.substr(kFlagsAt, 2))) return false;
  if (version == "ff" || IsZero(trace) || IsZero(parent)) return false;
  // Versions to come may say more behind another dash; this one may not.
  return text.size() == kLength || (version != "00" && text[kLength] == '-');
}

void AppendRandom(size_t digits, std::string& out) {
  thread_local absl::BitGen random;
  constexpr char kDigits[] = "0123456789abcdef";
  for (uint64_t bits = 0; digits > 0; --digits, bits >>= 4) {
    if (digits % 16 == 0) bits = absl::Uniform<uint64_t>(absl::IntervalClosed, random, 1, UINT64_MAX);
    out.push_back(kDigits[bits & 0xf]);
  }
}

}  // namespace

std::string_view IdOf(std::string_view traceparent) {
  return IsWellFormed(traceparent) ? traceparent.substr(kTraceAt, kTraceDigits) : std::string_view();
}

std::string_view ParentOf(std::string_view traceparent) {
  return IsWellFormed(traceparent) ? traceparent.substr(kParentAt, kParentDigits) : std::string_view();
}

bool IsSampled(std::string_view traceparent) {
  // Of the flags only "sampled" is known to this version.
  return IsWellFormed(traceparent) && std::string_view("13579bdf").find(traceparent[kFlagsAt + 1]) != std::string_view::npos;
}

std::string Continue(std::string_view traceparent) {
  const std::string_view id = IdOf(traceparent);
  std::string next = "00-";
  next.reserve(kLength);
  if (id.empty()) {
    AppendRandom(kTraceDigits, next);
  } else {
    next.append(id);
  }
  next.push_back('-');
  AppendRandom(kParentDigits, next);
  return next.append(IsSampled(traceparent) ? "-01" : "-00");
}

const std::string& Current() { return current; }

Scope::Scope(std::string traceparent) : before_(std::exchange(current, std::move(traceparent))) {}

Scope::~Scope() { current = std::move(before_); }

}  // namespace parley::trace

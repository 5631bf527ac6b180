#include "libs/ids/id.h"

#include <openssl/rand.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <stdexcept>

#include "libs/errors/error.h"

namespace parley {
namespace {

constexpr char kHex[] = "0123456789abcdef";
constexpr size_t kLength = 36;
constexpr uint64_t kMostAhead = 10;  // milliseconds

bool IsDash(size_t place) { return place == 8 || place == 13 || place == 18 || place == 23; }

bool IsHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Random bytes, drawn from the operating system's generator some hundreds at a time.
void FillRandom(uint8_t* out, size_t count) {
  thread_local std::array<uint8_t, 1600> pool;
  thread_local size_t used = pool.size();
  if (used + count > pool.size()) {
    if (RAND_bytes(pool.data(), static_cast<int>(pool.size())) != 1) throw std::runtime_error("the system gives no random bytes");
    used = 0;
  }
  for (size_t i = 0; i < count; ++i) out[i] = pool[used++];
}

// A millisecond and behind it a counter of 12 bits, which begins somewhere in its lower half (RFC 9562, 6.2, method 1). What overflows goes
// into the next millisecond, where those follow that still say the last one; so do those of a clock that was set back by no more than that.
uint64_t NextTick(uint64_t millis, uint64_t start) {
  static std::atomic<uint64_t> last{0};
  uint64_t before = last.load(std::memory_order_relaxed);
  uint64_t tick = 0;
  do {
    const uint64_t ahead = (before >> 12) - millis;  // huge when it is behind
    tick = ahead <= kMostAhead ? before + 1 : millis << 12 | (start & 0x7ff);
  } while (!last.compare_exchange_weak(before, tick, std::memory_order_relaxed));
  return tick;
}

}  // namespace

std::string NewUuid(absl::Time now) {
  std::array<uint8_t, 16> bytes;
  FillRandom(bytes.data() + 6, 10);
  const uint64_t tick = NextTick(static_cast<uint64_t>(absl::ToUnixMillis(now)), static_cast<uint64_t>(bytes[6]) << 8 | bytes[7]);
  for (size_t i = 0; i < 6; ++i) bytes[i] = static_cast<uint8_t>(tick >> 12 >> (8 * (5 - i)));
  bytes[6] = static_cast<uint8_t>(0x70 | (tick >> 8 & 0x0f));
  bytes[7] = static_cast<uint8_t>(tick);
  bytes[8] = static_cast<uint8_t>(0x80 | (bytes[8] & 0x3f));
  std::string text;
  text.reserve(kLength);
  for (const uint8_t byte : bytes) {
    if (IsDash(text.size())) text += '-';
    text += kHex[byte >> 4];
    text += kHex[byte & 0x0f];
  }
  return text;
}

bool IsUuid(std::string_view text) {
  if (text.size() != kLength) return false;
  for (size_t i = 0; i < kLength; ++i) {
    if (IsDash(i) ? text[i] != '-' : !IsHex(text[i])) return false;
  }
  return true;
}

absl::StatusOr<std::string> ParseUuid(std::string_view text, std::string_view field) {
  if (!IsUuid(text)) return errors::InvalidField(std::string(field), "must be a UUID such as 01900000-0000-7000-8000-000000000001");
  std::string canonical(text);
  for (char& c : canonical) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  }
  return canonical;
}

}  // namespace parley

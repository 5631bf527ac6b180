#include "libs/postgres/value.h"

#include <array>
#include <charconv>
#include <stdexcept>
#include <system_error>

#include "absl/time/civil_time.h"

namespace parley::postgres {
namespace {

constexpr char kHex[] = "0123456789abcdef";

template <class Number>
Number ParseNumber(std::string_view text, const char* what) {
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) throw std::invalid_argument(what);
  return value;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  throw std::invalid_argument("a column is not a bytea");
}

// Reads "2026-11-23 21:28:50.123456+00", which is all that ISO dates in zone UTC look like.
class TimestampText {
 public:
  explicit TimestampText(std::string_view text) : rest_(text) {}

  absl::Time Parse() {
    const int64_t year = Number();
    Expect('-');
    const int64_t month = Number();
    Expect('-');
    const int64_t day = Number();
    Expect(' ');
    const int64_t hour = Number();
    Expect(':');
    const int64_t minute = Number();
    Expect(':');
    const int64_t second = Number();
    const int64_t micros = Micros();
    // A timestamptz ends in "+00"; a plain timestamp in nothing. Years before Christ are not ours.
    if (!rest_.empty() && rest_ != "+00") Fail();
    const absl::CivilSecond civil(year, month, day, hour, minute, second);
    return absl::FromCivil(civil, absl::UTCTimeZone()) + absl::Microseconds(micros);
  }

 private:
  [[noreturn]] static void Fail() { throw std::invalid_argument("a column is not a timestamp in UTC"); }

  size_t Digits() const {
    size_t digits = 0;
    while (digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9') ++digits;
    return digits;
  }

  int64_t Number() {
    const size_t digits = Digits();
    if (digits < 2 || digits > 6) Fail();
    const auto value = ParseNumber<int64_t>(rest_.substr(0, digits), "a column is not a timestamp in UTC");
    rest_.remove_prefix(digits);
    return value;
  }

  int64_t Micros() {
    if (rest_.empty() || rest_.front() != '.') return 0;
    rest_.remove_prefix(1);
    const size_t digits = Digits();
    if (digits < 1 || digits > 6) Fail();
    auto value = ParseNumber<int64_t>(rest_.substr(0, digits), "a column is not a timestamp in UTC");
    for (size_t i = digits; i < 6; ++i) value *= 10;
    rest_.remove_prefix(digits);
    return value;
  }

  void Expect(char c) {
    if (rest_.empty() || rest_.front() != c) Fail();
    rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

}  // namespace

Param ToParam(std::string_view text) { return std::string(text); }

Param ToParam(bool value) { return value ? "t" : "f"; }

Param ToParam(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return std::string(text.data(), end);
}

Param ToParam(absl::Time time) {
  if (time == absl::InfiniteFuture()) return "infinity";
  if (time == absl::InfinitePast()) return "-infinity";
  return absl::FormatTime("%E4Y-%m-%d %H:%M:%E6S+00", time, absl::UTCTimeZone());
}

Param ToParam(const Bytes& bytes) {
  std::string text = "\\x";
  text.reserve(2 + 2 * bytes.data.size());
  for (const char c : bytes.data) {
    const auto byte = static_cast<unsigned char>(c);
    text += kHex[byte >> 4];
    text += kHex[byte & 0x0f];
  }
  return text;
}

void FromText(std::string_view text, std::string& out) { out = text; }

void FromText(std::string_view text, bool& out) {
  if (text != "t" && text != "f") throw std::invalid_argument("a column is not a boolean");
  out = text == "t";
}

void FromText(std::string_view text, int& out) { out = ParseNumber<int>(text, "a column is not an integer of 32 bits"); }

void FromText(std::string_view text, int64_t& out) { out = ParseNumber<int64_t>(text, "a column is not an integer of 64 bits"); }

void FromText(std::string_view text, double& out) { out = ParseNumber<double>(text, "a column is not a number"); }

void FromText(std::string_view text, absl::Time& out) {
  if (text == "infinity") {
    out = absl::InfiniteFuture();
  } else if (text == "-infinity") {
    out = absl::InfinitePast();
  } else {
    out = TimestampText(text).Parse();
  }
}

void FromText(std::string_view text, Bytes& out) {
  if (text.size() % 2 != 0 || text.substr(0, 2) != "\\x") throw std::invalid_argument("a column is not a bytea");
  out.data.clear();
  out.data.reserve(text.size() / 2 - 1);
  for (size_t i = 2; i < text.size(); i += 2) out.data += static_cast<char>(HexDigit(text[i]) * 16 + HexDigit(text[i + 1]));
}

}  // namespace parley::postgres

#include "services/gateway/transcoding/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "absl/strings/escaping.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/json_util.h"

namespace parley::gateway::transcoding {
namespace {

// Bytes that may begin something to escape. 0xc2 and above are looked at closer.
constexpr std::array<bool, 256> MakeSuspects() {
  std::array<bool, 256> suspects{};
  for (int c = 0; c < 0x20; ++c) suspects[c] = true;
  for (const int c : {0x22, 0x5c, 0x3c, 0x3e, 0x7f, 0xc2, 0xd8, 0xdb, 0xdc, 0xe1, 0xe2, 0xef, 0xf0, 0xf3}) suspects[c] = true;
  return suspects;
}
constexpr std::array<bool, 256> kSuspects = MakeSuspects();

bool IsEscaped(uint32_t c) {
  return (c >= 0x80 && c <= 0x9f) || c == 0xad || (c >= 0x600 && c <= 0x603) || c == 0x6dd || c == 0x70f || c == 0x17b4 || c == 0x17b5 ||
         (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x206a && c <= 0x206f) ||
         c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0x1d173 && c <= 0x1d17a) || c == 0xe0001 || (c >= 0xe0020 && c <= 0xe007f);
}

void AppendUnit(uint32_t unit, std::string& out) {
  char text[8];
  std::snprintf(text, sizeof text, "\\u%04x", unit);
  out.append(text);
}

void AppendAscii(unsigned char c, std::string& out) {
  switch (c) {
    case '"':
      out.append("\\\"");
      break;
    case '\\':
      out.append("\\\\");
      break;
    case '\b':
      out.append("\\b");
      break;
    case '\f':
      out.append("\\f");
      break;
    case '\n':
      out.append("\\n");
      break;
    case '\r':
      out.append("\\r");
      break;
    case '\t':
      out.append("\\t");
      break;
    default:
      AppendUnit(c, out);
  }
}

struct CodePoint {
  uint32_t value;
  size_t length;
};

// Text of a protobuf string is valid UTF-8.
CodePoint Decode(std::string_view text, size_t at) {
  const unsigned char first = text[at];
  const size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  uint32_t value = first & (0xff >> (length + 1));
  for (size_t i = 1; i < length && at + i < text.size(); ++i) value = (value << 6) | (text[at + i] & 0x3f);
  return {value, length};
}

void AppendWide(uint32_t c, std::string& out) {
  if (c < 0x10000) return AppendUnit(c, out);
  AppendUnit(0xd7c0 + (c >> 10), out);
  AppendUnit(0xdc00 + (c & 0x3ff), out);
}

// Fractions have 3, 6 or 9 digits, as many as are needed.
void AppendFraction(int32_t nanos, std::string& out) {
  if (nanos == 0) return;
  char text[12];
  if (nanos % 1000000 == 0) {
    std::snprintf(text, sizeof text, ".%03d", nanos / 1000000);
  } else if (nanos % 1000 == 0) {
    std::snprintf(text, sizeof text, ".%06d", nanos / 1000);
  } else {
    std::snprintf(text, sizeof text, ".%09d", nanos);
  }
  out.append(text);
}

void AppendPadded(int value, int digits, std::string& out) {
  char text[4];
  for (int i = digits - 1; i >= 0; --i, value /= 10) text[i] = static_cast<char>('0' + value % 10);
  out.append(text, digits);
}

}  // namespace

void AppendString(std::string_view text, std::string& out) {
  out.push_back('"');
  size_t plain = 0;
  for (size_t at = 0; at < text.size();) {
    const unsigned char c = text[at];
    if (!kSuspects[c]) {
      ++at;
      continue;
    }
    const CodePoint point = c < 0x80 ? CodePoint{c, 1} : Decode(text, at);
    if (c < 0x80 || IsEscaped(point.value)) {
      out.append(text.substr(plain, at - plain));
      if (c < 0x80) {
        AppendAscii(c, out);
      } else {
        AppendWide(point.value, out);
      }
      plain = at + point.length;
    }
    at += point.length;
  }
  out.append(text.substr(std::min(plain, text.size())));
  out.push_back('"');
}

void AppendBytes(const std::string& bytes, std::string& out) { out.append("\"").append(absl::Base64Escape(bytes)).append("\""); }

void AppendInteger(int64_t value, std::string& out) {
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

void AppendUnsigned(uint64_t value, std::string& out) {
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

void AppendDouble(double value, std::string& out) {
  if (std::isnan(value)) return void(out.append("\"NaN\""));
  if (std::isinf(value)) return void(out.append(value > 0 ? "\"Infinity\"" : "\"-Infinity\""));
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", value);
  if (std::strtod(text, nullptr) != value) std::snprintf(text, sizeof text, "%.17g", value);
  out.append(text);
}

void AppendFloat(float value, std::string& out) {
  if (std::isnan(value) || std::isinf(value)) return AppendDouble(value, out);
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", static_cast<double>(value));
  if (std::strtof(text, nullptr) != value) std::snprintf(text, sizeof text, "%.9g", static_cast<double>(value));
  out.append(text);
}

void AppendTimestamp(const google::protobuf::Timestamp& time, std::string& out) {
  using namespace std::chrono;
  const sys_seconds instant{seconds(time.seconds())};
  const sys_days day = floor<days>(instant);
  const year_month_day date{day};
  const hh_mm_ss clock{instant - day};
  out.push_back('"');
  AppendPadded(static_cast<int>(date.year()), 4, out);
  out.push_back('-');
  AppendPadded(static_cast<int>(static_cast<unsigned>(date.month())), 2, out);
  out.push_back('-');
  AppendPadded(static_cast<int>(static_cast<unsigned>(date.day())), 2, out);
  out.push_back('T');
  AppendPadded(static_cast<int>(clock.hours().count()), 2, out);
  out.push_back(':');
  AppendPadded(static_cast<int>(clock.minutes().count()), 2, out);
  out.push_back(':');
  AppendPadded(static_cast<int>(clock.seconds().count()), 2, out);
  AppendFraction(time.nanos(), out);
  out.append("Z\"");
}

void AppendDuration(const google::protobuf::Duration& duration, std::string& out) {
  out.push_back('"');
  if (duration.seconds() < 0 || duration.nanos() < 0) out.push_back('-');
  AppendInteger(std::abs(duration.seconds()), out);
  AppendFraction(std::abs(duration.nanos()), out);
  out.append("s\"");
}

void AppendFieldMask(const google::protobuf::FieldMask& mask, std::string& out) {
  std::string text;  // rare, and full of corners (map keys in quotes): by protobuf itself
  if (!google::protobuf::util::MessageToJsonString(mask, &text).ok()) throw std::invalid_argument("a field mask that has no JSON");
  out.append(text);
}

}  // namespace parley::gateway::transcoding

#include "libs/rpc/time.h"

#include <algorithm>

namespace parley::rpc {
namespace {

// The ranges of the well-known types (timestamp.proto, duration.proto).
constexpr int64_t kFirstSecond = -62135596800;  // 0001-01-01
constexpr int64_t kLastSecond = 253402300799;   // 9999-12-31T23:59:59
constexpr int64_t kLongestSeconds = 315576000000;
constexpr int32_t kLastNano = 999999999;

}  // namespace

google::protobuf::Timestamp ToProto(absl::Time time) {
  const absl::Time first = absl::FromUnixSeconds(kFirstSecond);
  const absl::Time last = absl::FromUnixSeconds(kLastSecond) + absl::Nanoseconds(kLastNano);
  const absl::Time clamped = std::clamp(time, first, last);
  const int64_t seconds = absl::ToUnixSeconds(clamped);  // towards the past, so that nanos are never negative
  google::protobuf::Timestamp proto;
  proto.set_seconds(seconds);
  proto.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(clamped - absl::FromUnixSeconds(seconds))));
  return proto;
}

google::protobuf::Duration ToProto(absl::Duration duration) {
  const absl::Duration longest = absl::Seconds(kLongestSeconds) + absl::Nanoseconds(kLastNano);
  absl::Duration rest = std::clamp(duration, -longest, longest);
  google::protobuf::Duration proto;
  proto.set_seconds(absl::IDivDuration(rest, absl::Seconds(1), &rest));
  proto.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(rest)));
  return proto;
}

absl::Time FromProto(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(std::clamp(time.seconds(), kFirstSecond, kLastSecond)) +
         absl::Nanoseconds(std::clamp(time.nanos(), 0, kLastNano));
}

absl::Duration FromProto(const google::protobuf::Duration& duration) {
  return absl::Seconds(std::clamp(duration.seconds(), -kLongestSeconds, kLongestSeconds)) +
         absl::Nanoseconds(std::clamp(duration.nanos(), -kLastNano, kLastNano));
}

}  // namespace parley::rpc

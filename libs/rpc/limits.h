#pragma once

#include <cstddef>
#include <cstdint>

// Both ends of a connection in the house agree on these.
namespace parley::rpc {

inline constexpr int kLargestMessage = 4 << 20;
inline constexpr int kLargestMetadata = 64 << 10;

// Of a client stream, which is held in memory; and of those that one server reads at a time.
inline constexpr size_t kMostStreamMessages = 5000;
inline constexpr int64_t kMostStreamBytes = int64_t{2} << 20;
inline constexpr int kMostStreams = 32;
// Messages of a stream in one transaction.
inline constexpr int kStreamBatch = 100;

}  // namespace parley::rpc

#pragma once

// Both ends of a connection in the house agree on these.
namespace parley::rpc {

inline constexpr int kLargestMessage = 4 << 20;
inline constexpr int kLargestMetadata = 64 << 10;

}  // namespace parley::rpc

#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace parley::gateway::http {

using SteadyClock = std::chrono::steady_clock;

// Bounds of every connection. What a client can make us hold is limited by them.
struct Options {
  // An address, or "fd:3": a listening socket that was inherited under this number, and stays open elsewhere when we stop.
  std::string listen = "127.0.0.1:0";
  int threads = 1;
  int max_connections = 20000;
  // Between two requests.
  std::chrono::milliseconds idle_timeout{75000};
  // From a request's first byte to the end of its head.
  std::chrono::milliseconds head_timeout{10000};
  // A whole JSON body; each piece of an upload.
  std::chrono::milliseconds body_timeout{30000};
  // Without the client taking a byte.
  std::chrono::milliseconds write_timeout{30000};
  // What an answer that is held in memory must be taken at, on the whole: one drop at a time it could be held for hours.
  size_t least_bytes_a_second = 8192;
  // How long a request is still worked on after its client ended their sending: they may wait for the answer, or be gone.
  std::chrono::milliseconds half_closed_timeout{5000};
  // Before stopping: how long connections are still taken while every answer says that its connection ends.
  std::chrono::milliseconds notice{0};
};

inline constexpr size_t kMaxHeadBytes = size_t{16} * 1024;
inline constexpr int kMaxHeaders = 100;
// A chunk's size with its extensions; the trailers.
inline constexpr size_t kMaxChunkLineBytes = size_t{4} * 1024;

}  // namespace parley::gateway::http

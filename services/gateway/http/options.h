#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace parley::gateway::http {

using SteadyClock = std::chrono::steady_clock;

// Bounds of every connection. What a client can make us hold is limited by them.
struct Options {
  std::string listen = "127.0.0.1:0";
  int threads = 1;
  int max_connections = 10000;
  // Between two requests.
  std::chrono::milliseconds idle_timeout{75000};
  // From a request's first byte to the end of its head.
  std::chrono::milliseconds head_timeout{10000};
  // A whole JSON body; each piece of an upload.
  std::chrono::milliseconds body_timeout{30000};
  // Without the client taking a byte.
  std::chrono::milliseconds write_timeout{30000};
};

inline constexpr size_t kMaxHeadBytes = size_t{16} * 1024;

}  // namespace parley::gateway::http

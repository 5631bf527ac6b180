#pragma once

#include <string>
#include <vector>

namespace parley::gateway {

// Bytes that are answered with the status; then the connection ends, and what stands behind them is not served.
struct Refused {
  std::string bytes;
  int status;
};

void CheckRefused(const std::vector<Refused>& cases);

// Bytes that are answered with 200; then the connection goes on.
void CheckTaken(const std::vector<std::string>& cases);

}  // namespace parley::gateway

#pragma once

#include <cstdio>
#include <cstdlib>

namespace parley::fuzz {

// What must hold whatever came in. Ends the process, so that the fuzzer keeps the input.
inline void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace parley::fuzz

#pragma once

#include <cstdint>
#include <functional>

#include "services/scheduling/domain/arrangement.h"
#include "services/scheduling/domain/chances.h"

namespace parley::scheduling::domain {

struct SolveOptions {
  uint64_t seed = 1;
  // Of taking groups apart and building them anew. Fewer are done when everybody who can be seated is.
  int rounds = 300;
  // Asked often, with how far it is in percent; false: stop with the best there is.
  std::function<bool(int percent)> keep_going = [](int) { return true; };
};

// A good arrangement: nobody claims that it is the best, but every group keeps every rule. `most_seats` is a proven bound: once it is met,
// nothing more is tried for seats. The same problem, seed and rounds give the same arrangement.
Arrangement Solve(const Problem& problem, const Chances& chances, int most_seats, const SolveOptions& options);

}  // namespace parley::scheduling::domain

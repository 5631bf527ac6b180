#include "services/scheduling/domain/solver.h"

#include <algorithm>

#include "services/scheduling/domain/polish.h"
#include "services/scheduling/domain/search.h"

namespace parley::scheduling::domain {
namespace {

constexpr double kNoise = 0.6;
constexpr int kMostRuined = 4;
constexpr int kPercentOfSeating = 80;  // the rest is for polishing

}  // namespace

Arrangement Solve(const Problem& problem, const Chances& chances, int most_seats, const SolveOptions& options) {
  Search search(problem, chances, options.seed);
  search.Build(0);
  Arrangement best = search.arrangement();
  for (int round = 0; round < options.rounds && best.seated() < most_seats; ++round) {
    if (!options.keep_going(kPercentOfSeating * round / options.rounds)) return best;
    const Arrangement before = search.arrangement();
    search.Ruin(1 + search.Random(kMostRuined));
    search.Build(kNoise);
    const int seated = search.arrangement().seated();
    // As good is good enough to go on from: that is how it comes out of a corner.
    if (seated < before.seated()) search.Restore(before);
    if (seated > best.seated()) best = search.arrangement();
  }
  Polish(best, [&options](int percent) { return options.keep_going(kPercentOfSeating + (100 - kPercentOfSeating) * percent / 100); });
  return best;
}

}  // namespace parley::scheduling::domain

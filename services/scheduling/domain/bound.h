#pragma once

#include "services/scheduling/domain/chances.h"

namespace parley::scheduling::domain {

// Proof that no arrangement whatever seats more than `seats`: each number below is a bound by itself, from what every arrangement must
// obey.
struct Bound {
  int participants = 0;
  // Who have an hour and a language at which a group could be at all: enough people, two regions, a facilitator.
  int hopeful = 0;
  // No more groups than the facilitators together can lead, each no more than they take and than fit beside each other.
  int groups = 0;
  // The largest flow of hopeful participants through hours they share with facilitators, where an hour has a group's seats for each
  // facilitator, two of them for any one class, and a facilitator as many in all as their groups have.
  int flow = 0;
  // The largest number up to `flow` that is a sum of at most `groups` sizes a group may have.
  int seats = 0;
};

Bound ProveBound(const Problem& problem, const Chances& chances);

}  // namespace parley::scheduling::domain

#pragma once

#include <random>
#include <vector>

#include "services/scheduling/domain/arrangement.h"
#include "services/scheduling/domain/chances.h"

namespace parley::scheduling::domain {

// Builds groups and takes them apart again. What it does follows from the seed alone.
class Search {
 public:
  Search(const Problem& problem, const Chances& chances, uint64_t seed);

  const Arrangement& arrangement() const { return arrangement_; }
  void Restore(const Arrangement& arrangement) { arrangement_ = arrangement; }

  // Opens groups and fills them while anybody hopeful can be seated. `noise` from 0 blurs what looks best.
  void Build(double noise);
  // Dissolves up to `count` groups, some of them near somebody who waits.
  void Ruin(int count);
  int Random(int below) { return static_cast<int>(random_() % static_cast<uint64_t>(below)); }

 private:
  struct Opening {
    int slot = 0;
    int language = 0;
    int facilitator = 0;
    double promise = 0;
  };

  std::vector<int> Waiting() const;
  // Where those who wait could make a group, the most promising first.
  std::vector<Opening> Openings(const std::vector<int>& waiting, int least_people, double noise);
  int FindFacilitator(int slot, int language);
  // Of those who wait and fit: rare ones first, regions in the shares in which they wait.
  std::vector<int> Choose(const Opening& opening, const std::vector<int>& waiting, double noise);
  bool OpenOne(double noise);
  // Opens a group for too few who wait, with members that other groups can spare.
  bool OpenWithSpared(double noise);
  bool FillWithSpared(const Opening& opening, std::vector<int> members);
  // Seats somebody, if others must move to another group for it. `visited` are the groups already asked.
  bool Seat(int participant, int depth, std::vector<bool>& visited);
  void SeatWaiting();
  double Blur(double noise) { return noise == 0 ? 1 : 1 + noise * (static_cast<double>(random_() >> 11) * 0x1p-53 - 0.5); }

  const Problem& problem_;
  const Chances& chances_;
  std::mt19937_64 random_;
  Arrangement arrangement_;
  std::vector<double> rarity_;  // by participant: the fewer the hours, the more
};

}  // namespace parley::scheduling::domain

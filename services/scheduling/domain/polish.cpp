#include "services/scheduling/domain/polish.h"

#include <algorithm>

namespace parley::scheduling::domain {
namespace {

constexpr int kMostSweeps = 5;

// Of a change: more cross-region pairs first, then less discomfort.
struct Gain {
  int pairs = 0;
  int comfort = 0;
  bool IsPositive() const { return pairs > 0 || (pairs == 0 && comfort > 0); }
};

class Polisher {
 public:
  explicit Polisher(Arrangement& arrangement) : arrangement_(arrangement), problem_(arrangement.problem()) {}

  bool Swap(int p, int q) {
    const int of_p = arrangement_.GroupOf(p);
    const int of_q = arrangement_.GroupOf(q);
    if (of_p == kNone || of_q == kNone || of_p == of_q) return false;
    const Group& group_p = arrangement_.groups()[of_p];
    const Group& group_q = arrangement_.groups()[of_q];
    if (!arrangement_.Fits(group_p, q) || !arrangement_.Fits(group_q, p)) return false;
    Gain gain{MetIn(group_p, q, p) - MetIn(group_p, p, p) + MetIn(group_q, p, q) - MetIn(group_q, q, q),
              Discomfort(p, group_p) + Discomfort(q, group_q) - Discomfort(q, group_p) - Discomfort(p, group_q)};
    if (!gain.IsPositive() || !arrangement_.MayReplace(group_p, p, q) || !arrangement_.MayReplace(group_q, q, p)) return false;
    arrangement_.Leave(p);
    arrangement_.Leave(q);
    arrangement_.Join(of_p, q);
    arrangement_.Join(of_q, p);
    return true;
  }

  bool Move(int p) {
    const int from = arrangement_.GroupOf(p);
    if (from == kNone) return false;
    for (int to = 0; to < static_cast<int>(arrangement_.groups().size()); ++to) {
      const Group& group = arrangement_.groups()[to];
      const Group& left = arrangement_.groups()[from];
      if (to == from || !arrangement_.MayJoin(group, p) || !arrangement_.MayLeave(left, p)) continue;
      const Gain gain{MetIn(group, p, p) - MetIn(left, p, p), Discomfort(p, left) - Discomfort(p, group)};
      if (!gain.IsPositive()) continue;
      arrangement_.Leave(p);
      arrangement_.Join(to, p);
      return true;
    }
    return false;
  }

  // Its best hour of those that fit everybody in it.
  bool Rehour(int number) {
    const Group& group = arrangement_.groups()[number];
    SlotSet common = problem_.facilitators[group.facilitator].slots;
    for (const int member : group.members) common &= problem_.participants[member].slots;
    int best = group.slot;
    for (size_t slot = common._Find_first(); slot < problem_.slots.size(); slot = common._Find_next(slot)) {
      const int candidate = static_cast<int>(slot);
      if (DiscomfortAt(group, candidate) < DiscomfortAt(group, best) && LeaderIsFree(number, candidate)) best = candidate;
    }
    if (best == group.slot) return false;
    arrangement_.MoveTo(number, best);
    return true;
  }

 private:
  // Members from another region than `participant`, `except` not counted.
  int MetIn(const Group& group, int participant, int except) const {
    const int region = problem_.participants[participant].region;
    if (region == kNone) return 0;
    return static_cast<int>(std::count_if(group.members.begin(), group.members.end(), [&](int member) {
      const int other = problem_.participants[member].region;
      return member != except && other != kNone && other != region;
    }));
  }
  int Discomfort(int participant, const Group& group) const {
    return problem_.discomfort[problem_.participants[participant].zone][group.slot];
  }
  int DiscomfortAt(const Group& group, int slot) const {
    int sum = 0;
    for (const int member : group.members) sum += problem_.discomfort[problem_.participants[member].zone][slot];
    return sum;
  }
  bool LeaderIsFree(int number, int slot) const {
    const auto& groups = arrangement_.groups();
    for (int i = 0; i < static_cast<int>(groups.size()); ++i) {
      if (i != number && groups[i].facilitator == groups[number].facilitator && problem_.overlapping[slot][groups[i].slot]) return false;
    }
    return true;
  }

  Arrangement& arrangement_;
  const Problem& problem_;
};

}  // namespace

void Polish(Arrangement& arrangement, const std::function<bool(int percent)>& keep_going) {
  Polisher polisher(arrangement);
  const int people = static_cast<int>(arrangement.problem().participants.size());
  bool improved = true;
  for (int sweep = 0; sweep < kMostSweeps && improved; ++sweep) {
    improved = false;
    for (int i = 0; i < static_cast<int>(arrangement.groups().size()); ++i) improved |= polisher.Rehour(i);
    for (int p = 0; p < people; ++p) {
      if (p % 64 == 0 && !keep_going(100 * (sweep * people + p) / (kMostSweeps * people))) return;
      improved |= polisher.Move(p);
      for (int q = p + 1; q < people; ++q) improved |= polisher.Swap(p, q);
    }
  }
}

}  // namespace parley::scheduling::domain

#include "services/scheduling/domain/bound.h"

#include <algorithm>
#include <map>

#include "services/scheduling/domain/flow.h"

namespace parley::scheduling::domain {
namespace {

// The slots at which a facilitator could lead a group that is possible.
SlotSet LeadableSlots(const Problem& problem, const Chances& chances, const Facilitator& facilitator) {
  SlotSet slots;
  ForEachFit(problem, facilitator.slots, facilitator.languages, [&](int slot, int language) {
    if (chances.IsPossible(slot, language)) slots.set(slot);
  });
  return slots;
}

// The most of `slots` whose first meetings lie beside each other: exact for one meeting (earliest end first), so never too low for a
// series.
int MostBesideEachOther(const Problem& problem, const SlotSet& slots) {
  std::vector<Stretch> firsts;
  for (size_t slot = slots._Find_first(); slot < problem.slots.size(); slot = slots._Find_next(slot)) {
    firsts.push_back(problem.slots[slot].meetings.front());
  }
  std::sort(firsts.begin(), firsts.end(), [](const Stretch& a, const Stretch& b) { return a.end < b.end; });
  int count = 0;
  absl::Time free_from = absl::InfinitePast();
  for (const Stretch& one : firsts) {
    if (one.start < free_from) continue;
    ++count;
    free_from = one.end;
  }
  return count;
}

int MostGroups(const Problem& problem, const Facilitator& facilitator, const SlotSet& slots) {
  if (slots.none()) return 0;
  if (!problem.has_meetings) return facilitator.most_groups;
  return std::min(facilitator.most_groups, MostBesideEachOther(problem, slots));
}

int LargestSum(int most, int groups, const Seats& seats) {
  int largest = 0;
  for (int count = 1; count <= groups && count * seats.least <= most; ++count)
    largest = std::max(largest, std::min(most, count * seats.most));
  return largest;
}

// The network of Bound::flow.
class Network {
 public:
  Network(const Problem& problem, const Chances& chances) : problem_(problem), chances_(chances), flow_(2) {
    for (size_t i = 0; i < problem.slots.size(); ++i) slot_nodes_.push_back(flow_.AddNode());
    leaders_of_.resize(problem.slots.size());
  }

  void AddFacilitator(const SlotSet& slots, int groups) {
    const int node = flow_.AddNode();
    flow_.AddEdge(node, kSink, groups * problem_.seats.most);
    // Without meetings a facilitator's groups all stand at the one slot; with them at most one does.
    const int at_once = problem_.has_meetings ? std::min(1, groups) : groups;
    for (size_t slot = slots._Find_first(); slot < problem_.slots.size(); slot = slots._Find_next(slot)) {
      flow_.AddEdge(slot_nodes_[slot], node, at_once * problem_.seats.most);
      leaders_of_[slot] += at_once;
    }
  }

  void AddParticipant(const Participant& participant) {
    const int node = flow_.AddNode();
    flow_.AddEdge(kSource, node, 1);
    SlotSet slots;
    ForEachFit(problem_, participant.slots, participant.languages, [&](int slot, int language) {
      if (chances_.IsPossible(slot, language)) slots.set(slot);
    });
    for (size_t slot = slots._Find_first(); slot < problem_.slots.size(); slot = slots._Find_next(slot)) {
      flow_.AddEdge(node, DoorOf(static_cast<int>(slot), participant.class_index), 1);
    }
  }

  int Largest() { return flow_.Largest(kSource, kSink); }

 private:
  static constexpr int kSource = 0;
  static constexpr int kSink = 1;

  // Where those of a class enter a slot: no more than their share of its groups.
  int DoorOf(int slot, int class_index) {
    if (class_index == kNone) return slot_nodes_[slot];
    const auto [found, is_new] = doors_.emplace(std::make_pair(slot, class_index), 0);
    if (is_new) {
      found->second = flow_.AddNode();
      flow_.AddEdge(found->second, slot_nodes_[slot], leaders_of_[slot] * kMostOfClass);
    }
    return found->second;
  }

  const Problem& problem_;
  const Chances& chances_;
  Flow flow_;
  std::vector<int> slot_nodes_;
  std::vector<int> leaders_of_;
  std::map<std::pair<int, int>, int> doors_;
};

}  // namespace

Bound ProveBound(const Problem& problem, const Chances& chances) {
  Bound bound;
  bound.participants = static_cast<int>(problem.participants.size());
  Network network(problem, chances);
  for (const Facilitator& facilitator : problem.facilitators) {
    const SlotSet slots = LeadableSlots(problem, chances, facilitator);
    const int groups = MostGroups(problem, facilitator, slots);
    bound.groups += groups;
    network.AddFacilitator(slots, groups);
  }
  for (int i = 0; i < bound.participants; ++i) {
    if (!chances.IsHopeful(i)) continue;
    ++bound.hopeful;
    network.AddParticipant(problem.participants[i]);
  }
  bound.flow = network.Largest();
  bound.seats = LargestSum(bound.flow, bound.groups, problem.seats);
  return bound;
}

}  // namespace parley::scheduling::domain

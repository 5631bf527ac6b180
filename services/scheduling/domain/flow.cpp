#include "services/scheduling/domain/flow.h"

#include <algorithm>
#include <limits>

namespace parley::scheduling::domain {

int Flow::AddNode() {
  edges_of_.emplace_back();
  return static_cast<int>(edges_of_.size()) - 1;
}

void Flow::AddEdge(int from, int to, int capacity) {
  edges_of_[from].push_back(static_cast<int>(edges_.size()));
  edges_.push_back({to, capacity});
  edges_of_[to].push_back(static_cast<int>(edges_.size()));
  edges_.push_back({from, 0});
}

bool Flow::MakeLevels(int source, int sink) {
  level_.assign(edges_of_.size(), -1);
  level_[source] = 0;
  std::vector<int> reached = {source};
  for (size_t i = 0; i < reached.size(); ++i) {
    for (const int edge : edges_of_[reached[i]]) {
      const int to = edges_[edge].to;
      if (edges_[edge].left == 0 || level_[to] >= 0) continue;
      level_[to] = level_[reached[i]] + 1;
      reached.push_back(to);
    }
  }
  return level_[sink] >= 0;
}

// As deep as the levels; a path back and forth through the network can be long, but no longer than it has slots and facilitators.
int Flow::Push(int node, int sink, int most) {
  if (node == sink) return most;
  for (size_t& next = next_[node]; next < edges_of_[node].size(); ++next) {
    const int edge = edges_of_[node][next];
    const int to = edges_[edge].to;
    if (edges_[edge].left == 0 || level_[to] != level_[node] + 1) continue;
    const int pushed = Push(to, sink, std::min(most, edges_[edge].left));
    if (pushed == 0) continue;
    edges_[edge].left -= pushed;
    edges_[edge ^ 1].left += pushed;
    return pushed;
  }
  return 0;
}

int Flow::Largest(int source, int sink) {
  int flow = 0;
  while (MakeLevels(source, sink)) {
    next_.assign(edges_of_.size(), 0);
    int pushed = 0;
    while ((pushed = Push(source, sink, std::numeric_limits<int>::max())) > 0) flow += pushed;
  }
  return flow;
}

}  // namespace parley::scheduling::domain

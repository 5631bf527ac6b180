#pragma once

#include <cstddef>
#include <vector>

namespace parley::scheduling::domain {

// The largest flow through a network with whole capacities (Dinic).
class Flow {
 public:
  explicit Flow(int nodes) : edges_of_(static_cast<size_t>(nodes)) {}

  int AddNode();
  void AddEdge(int from, int to, int capacity);
  // To be called once.
  int Largest(int source, int sink);

 private:
  struct Edge {
    int to;
    int left;
  };
  bool MakeLevels(int source, int sink);
  int Push(int node, int sink, int most);

  std::vector<std::vector<int>> edges_of_;
  std::vector<Edge> edges_;  // an edge and its way back are neighbours
  std::vector<int> level_;
  std::vector<size_t> next_;
};

}  // namespace parley::scheduling::domain

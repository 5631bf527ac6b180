#pragma once

#include <vector>

#include "services/scheduling/domain/problem.h"

namespace parley::scheduling::domain {

// People who meet: all speak `language`, all are free at `slot`.
struct Group {
  int slot = 0;
  int language = 0;
  int facilitator = 0;
  std::vector<int> members;
};

// How much an arrangement is worth: first who is seated, then who meets whom, then at what hours.
struct Worth {
  int seated = 0;
  int cross_pairs = 0;  // of two members of one group from two regions
  int discomfort = 0;   // minutes, of all members
};
bool IsBetter(const Worth& a, const Worth& b);

// Groups that keep the rules of `problem`, which must outlive it. Every change below must be one that the matching question allows.
class Arrangement {
 public:
  explicit Arrangement(const Problem& problem);

  const Problem& problem() const { return *problem_; }
  const std::vector<Group>& groups() const { return groups_; }
  // The number of a participant's group, or kNone.
  int GroupOf(int participant) const { return group_of_[participant]; }
  int seated() const { return seated_; }
  Worth worth() const;

  // By hour and language alone.
  bool Fits(const Group& group, int participant) const;
  bool HasRoom(const Group& group) const { return static_cast<int>(group.members.size()) < problem_->seats.most; }
  // With everything: hour, language, room, class.
  bool MayJoin(const Group& group, int participant) const;
  // The group keeps its least size and its regions without the member.
  bool MayLeave(const Group& group, int member) const;
  // The member's seat may become the participant's.
  bool MayReplace(const Group& group, int member, int participant) const;
  // True when the facilitator can lead one more group, at this slot and in this language.
  bool MayLead(int facilitator, int slot, int language) const;

  void Join(int group, int participant);
  void Leave(int participant);
  void Add(Group group);
  // The last group takes the number of the one removed.
  void Remove(int group);
  void MoveTo(int group, int slot);

 private:
  const Problem* problem_;
  std::vector<Group> groups_;
  std::vector<int> group_of_;
  std::vector<std::vector<int>> led_slots_;  // by facilitator
  int seated_ = 0;
};

// Pairs of two regions among the members.
int CrossPairs(const Problem& problem, const std::vector<int>& members);
// True when a group of these members keeps to the rules: size, classes, regions.
bool KeepsRules(const Problem& problem, const std::vector<int>& members);
int CountRegions(const Problem& problem, const std::vector<int>& members);
int CountOfClass(const Problem& problem, const std::vector<int>& members, int class_index);

}  // namespace parley::scheduling::domain

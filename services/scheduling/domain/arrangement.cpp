#include "services/scheduling/domain/arrangement.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace parley::scheduling::domain {

bool IsBetter(const Worth& a, const Worth& b) {
  return std::make_tuple(a.seated, a.cross_pairs, -a.discomfort) > std::make_tuple(b.seated, b.cross_pairs, -b.discomfort);
}

int CountRegions(const Problem& problem, const std::vector<int>& members) {
  std::vector<bool> met(static_cast<size_t>(problem.regions));
  int count = 0;
  for (const int member : members) {
    const int region = problem.participants[member].region;
    if (region == kNone || met[region]) continue;
    met[region] = true;
    ++count;
  }
  return count;
}

int CountOfClass(const Problem& problem, const std::vector<int>& members, int class_index) {
  return static_cast<int>(
      std::count_if(members.begin(), members.end(), [&](int member) { return problem.participants[member].class_index == class_index; }));
}

int CrossPairs(const Problem& problem, const std::vector<int>& members) {
  std::vector<int> counts(static_cast<size_t>(problem.regions));
  int before = 0;
  int pairs = 0;
  for (const int member : members) {
    const int region = problem.participants[member].region;
    if (region == kNone) continue;
    pairs += before - counts[region];
    ++counts[region];
    ++before;
  }
  return pairs;
}

bool KeepsRules(const Problem& problem, const std::vector<int>& members) {
  const int size = static_cast<int>(members.size());
  if (size < problem.seats.least || size > problem.seats.most) return false;
  std::map<int, int> of_class;
  for (const int member : members) {
    const int class_index = problem.participants[member].class_index;
    if (class_index != kNone && ++of_class[class_index] > kMostOfClass) return false;
  }
  return CountRegions(problem, members) >= kLeastRegions;
}

Arrangement::Arrangement(const Problem& problem)
    : problem_(&problem), group_of_(problem.participants.size(), kNone), led_slots_(problem.facilitators.size()) {}

Worth Arrangement::worth() const {
  Worth worth;
  worth.seated = seated_;
  for (const Group& group : groups_) {
    worth.cross_pairs += CrossPairs(*problem_, group.members);
    for (const int member : group.members) worth.discomfort += problem_->discomfort[problem_->participants[member].zone][group.slot];
  }
  return worth;
}

bool Arrangement::Fits(const Group& group, int participant) const {
  const Participant& one = problem_->participants[participant];
  return one.slots[group.slot] && (one.languages >> group.language & 1) != 0;
}

bool Arrangement::MayJoin(const Group& group, int participant) const {
  if (!HasRoom(group) || !Fits(group, participant)) return false;
  const int class_index = problem_->participants[participant].class_index;
  return class_index == kNone || CountOfClass(*problem_, group.members, class_index) < kMostOfClass;
}

bool Arrangement::MayLeave(const Group& group, int member) const {
  if (static_cast<int>(group.members.size()) <= problem_->seats.least) return false;
  const int region = problem_->participants[member].region;
  if (region == kNone) return true;
  for (const int other : group.members) {
    if (other != member && problem_->participants[other].region == region) return true;
  }
  return CountRegions(*problem_, group.members) > kLeastRegions;
}

bool Arrangement::MayReplace(const Group& group, int member, int participant) const {
  if (!Fits(group, participant)) return false;
  const Participant& leaving = problem_->participants[member];
  const Participant& coming = problem_->participants[participant];
  if (coming.class_index != kNone && coming.class_index != leaving.class_index &&
      CountOfClass(*problem_, group.members, coming.class_index) >= kMostOfClass) {
    return false;
  }
  if (leaving.region == kNone || leaving.region == coming.region) return true;
  std::vector<int> members = group.members;
  std::replace(members.begin(), members.end(), member, participant);
  return CountRegions(*problem_, members) >= kLeastRegions;
}

bool Arrangement::MayLead(int facilitator, int slot, int language) const {
  const Facilitator& one = problem_->facilitators[facilitator];
  const auto& led = led_slots_[facilitator];
  if (!one.slots[slot] || (one.languages >> language & 1) == 0 || static_cast<int>(led.size()) >= one.most_groups) return false;
  return std::none_of(led.begin(), led.end(), [&](int other) { return problem_->overlapping[slot][other]; });
}

void Arrangement::Join(int group, int participant) {
  groups_[group].members.push_back(participant);
  group_of_[participant] = group;
  ++seated_;
}

void Arrangement::Leave(int participant) {
  auto& members = groups_[group_of_[participant]].members;
  members.erase(std::find(members.begin(), members.end(), participant));
  group_of_[participant] = kNone;
  --seated_;
}

void Arrangement::Add(Group group) {
  for (const int member : group.members) group_of_[member] = static_cast<int>(groups_.size());
  seated_ += static_cast<int>(group.members.size());
  led_slots_[group.facilitator].push_back(group.slot);
  groups_.push_back(std::move(group));
}

void Arrangement::Remove(int group) {
  Group& gone = groups_[group];
  for (const int member : gone.members) group_of_[member] = kNone;
  seated_ -= static_cast<int>(gone.members.size());
  auto& led = led_slots_[gone.facilitator];
  led.erase(std::find(led.begin(), led.end(), gone.slot));
  const int last = static_cast<int>(groups_.size()) - 1;
  if (group != last) {
    for (const int member : groups_[last].members) group_of_[member] = group;
    gone = std::move(groups_[last]);
  }
  groups_.pop_back();
}

void Arrangement::MoveTo(int group, int slot) {
  auto& led = led_slots_[groups_[group].facilitator];
  *std::find(led.begin(), led.end(), groups_[group].slot) = slot;
  groups_[group].slot = slot;
}

}  // namespace parley::scheduling::domain

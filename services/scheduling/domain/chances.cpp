#include "services/scheduling/domain/chances.h"

namespace parley::scheduling::domain {

Chances::Chances(const Problem& problem) : problem_(&problem), hopeful_(problem.participants.size()) {
  for (int slot = 0; slot < static_cast<int>(problem.slots.size()); ++slot) {
    for (int language = 0; language < problem.languages; ++language) chances_.push_back(Count(slot, language));
  }
  for (size_t i = 0; i < problem.participants.size(); ++i) {
    const Participant& one = problem.participants[i];
    ForEachFit(problem, one.slots, one.languages, [&](int slot, int language) {
      if (IsPossible(slot, language)) hopeful_[i] = true;
    });
  }
}

Chance Chances::Count(int slot, int language) const {
  Chance chance;
  std::vector<int> of_class(static_cast<size_t>(problem_->classes));
  std::vector<bool> met(static_cast<size_t>(problem_->regions));
  for (const Participant& one : problem_->participants) {
    if (!one.slots[slot] || (one.languages >> language & 1) == 0) continue;
    if (one.class_index == kNone || ++of_class[one.class_index] <= kMostOfClass) ++chance.people;
    if (one.region != kNone && !met[one.region]) {
      met[one.region] = true;
      ++chance.regions;
    }
  }
  for (const Facilitator& one : problem_->facilitators) {
    if (one.slots[slot] && (one.languages >> language & 1) != 0 && one.most_groups > 0) ++chance.facilitators;
  }
  return chance;
}

}  // namespace parley::scheduling::domain

#pragma once

#include <vector>

#include "services/scheduling/domain/problem.h"

namespace parley::scheduling::domain {

// What a group at one hour, in one language, could at most be made of: conditions without which there can be no group there.
struct Chance {
  int people = 0;        // who are free and speak it, no more of a class than a group takes
  int regions = 0;       // they are from
  int facilitators = 0;  // who could lead it
};

class Chances {
 public:
  explicit Chances(const Problem& problem);

  const Chance& At(int slot, int language) const { return chances_[slot * problem_->languages + language]; }
  bool HasEnoughPeople(int slot, int language) const { return At(slot, language).people >= problem_->seats.least; }
  bool HasEnoughRegions(int slot, int language) const { return At(slot, language).regions >= kLeastRegions; }
  bool HasFacilitator(int slot, int language) const { return At(slot, language).facilitators > 0; }
  // False: no arrangement at all has a group there.
  bool IsPossible(int slot, int language) const {
    return HasEnoughPeople(slot, language) && HasEnoughRegions(slot, language) && HasFacilitator(slot, language);
  }
  // False: no arrangement at all seats the participant.
  bool IsHopeful(int participant) const { return hopeful_[participant]; }

 private:
  Chance Count(int slot, int language) const;

  const Problem* problem_;
  std::vector<Chance> chances_;
  std::vector<bool> hopeful_;
};

// Calls visit(slot, language) for every pair that fits both sets.
template <class Visit>
void ForEachFit(const Problem& problem, const SlotSet& slots, LanguageSet languages, Visit visit) {
  for (size_t slot = slots._Find_first(); slot < problem.slots.size(); slot = slots._Find_next(slot)) {
    for (int language = 0; language < problem.languages; ++language) {
      if ((languages >> language & 1) != 0) visit(static_cast<int>(slot), language);
    }
  }
}

}  // namespace parley::scheduling::domain
